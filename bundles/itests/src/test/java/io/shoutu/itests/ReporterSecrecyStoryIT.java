package io.shoutu.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoutu.commons.testing.Postgres;
import io.shoutu.itests.Platform.Answer;
import io.shoutu.itests.Platform.As;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * People report over HTTP, from the open web, from inside and at the desk; their reports are handled, listed, exported and searched for; a backup is taken. Then every byte the
 * product wrote or answered is searched for any of them: database files with their log of writes, stored files, logs, backup, workbooks unpacked, refusals.
 */
class ReporterSecrecyStoryIT {
    /** No word of ours contains these: every planted name, number and address does. */
    private static final String MARK = "魑魅魍魉";
    private static final String DIGITS = "19987654";
    /** A thousand take over a minute on each database: {@code -Dshoutu.reporters=1000}; the service with a thousand is {@code ReporterSecrecyTest}. */
    private static final int PEOPLE = Integer.getInteger("shoutu.reporters", 200);
    private static final int FROM_WEB = 40;
    private static final int FROM_INSIDE = 100;
    private static final List<byte[]> NEEDLES = Stream.of(MARK, DIGITS, "secret-mail")
            .flatMap(n -> Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, Charset.forName("GB18030")).map(n::getBytes)).map(b -> (byte[]) b).toList();

    @Test
    void onDerbyNothingTheProductWroteOrSaidHoldsWhoReported() throws Exception {
        try (Platform platform = Platform.started(false)) {
            story(platform, null);
        }
    }

    @Test
    void onPostgresqlNothingTheProductWroteOrSaidHoldsWhoReported() throws Exception {
        try (Postgres server = Postgres.own(); Platform platform = new Platform(false)) {
            String url = server.url(server.newDatabase());
            platform.start(Map.of("SHOUTU_ETC", PostgresStoryIT.etc(platform, server, url).toString()));
            story(platform, server);
        }
    }

    private static void story(Platform platform, Postgres server) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        As clerk = platform.person("desk.clerk", "受理员", "report-clerk");
        As keeper = platform.person("desk.keeper", "保密员", "report-keeper");
        As worker = platform.person("works.there", "职工", "rectifier");
        As leader = platform.person("county.leader", "领导", "leader", "operator");

        List<String> numbers = plant(platform, clerk, worker);
        assertThat(numbers).hasSize(PEOPLE).doesNotHaveDuplicates();
        handle(platform, clerk, keeper, numbers.get(PEOPLE - 1), said);
        for (String path : List.of("/api/public-reports?limit=500", "/api/public-reports/" + numbers.get(3), "/api/public-reports?text=" + enc("通道"), "/api/hazards?limit=500", "/api/search?q=" + enc(MARK),
                "/api/search?q=" + DIGITS + "001", "/api/reports/hazard.public-reports?from=2020-01-01&to=2030-01-01", "/api/todo?limit=200", "/api/public-disclosures")) {
            heard(said, platform.get(leader, path));
        }
        for (String path : List.of("/api/journal?limit=500", "/api/journal?subject=public-report/" + numbers.get(PEOPLE - 1) + "&limit=500", "/api/chain/public-report/" + numbers.get(PEOPLE - 1))) {
            heard(said, platform.get(As.AUDITOR, path));
        }
        heard(said, platform.get(leader, "/api/hazards/workbook"));
        heard(said, platform.get(leader, "/metrics"));
        for (As curious : List.of(leader, worker, As.ADMIN, As.SECURITY, As.AUDITOR, As.NOBODY)) {
            Answer refused = platform.post(curious, "/api/public-reports/" + numbers.get(3) + "/identity", "{\"reason\":\"想看看是谁举报的\"}");
            assertThat(refused.status()).isIn(401, 403);
            heard(said, refused);
        }
        JsonNode known = platform.ok(200, platform.post(clerk, "/api/public-reports/" + numbers.get(PEOPLE - 1) + "/identity", "{\"reason\":\"电话回访举报人\"}"));
        assertThat(known.path("name").asText()).as("sealed, not lost").startsWith(MARK);

        Path backup = platform.data.resolveSibling(platform.data.getFileName() + "-secrecy-backup");
        Platform.Outcome taken = platform.command("shoutu:backup --json " + backup);
        assertThat(taken.exit()).as(taken.text()).isZero();
        said.writeBytes(taken.text().getBytes(StandardCharsets.UTF_8));
        platform.stop();
        if (server != null) {
            // What stands in its files then stands there for good.
            server.stop();
        }
        clean("what was answered", said.toByteArray());
        try {
            int files = 0;
            for (Path folder : Stream.concat(Stream.of(platform.data, backup), Stream.ofNullable(server).map(Postgres::folder)).toList()) {
                files += search(folder);
            }
            assertThat(files).as("database, vault, logs, backup").isGreaterThan(PEOPLE);
        } finally {
            for (Path gone : List.of(backup, backup.resolveSibling(backup.getFileName() + ".keys"))) {
                if (Files.exists(gone)) {
                    try (Stream<Path> all = Files.walk(gone)) {
                        for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                            Files.delete(path);
                        }
                    }
                }
            }
        }
    }

    /** From the web as many as one source may send, from inside some, all others at the desk; four at a time. */
    private static List<String> plant(Platform platform, As clerk, As worker) throws Exception {
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            int n = i;
            all.add(() -> {
                ObjectNode form = Platform.JSON.createObjectNode().put("kind", n % 4 == 3 ? "SMALL_HAZARD" : "VIOLATION").put("area", "990101001000").put("channel", "PHONE_12350");
                form.set("reporter", Platform.JSON.createObjectNode().put("name", MARK + n).put("phone", DIGITS + String.format("%03d", n)).put("address", "某镇" + MARK + "巷" + n + "号")
                        .put("idNumber", "990101" + DIGITS + String.format("%04d", n)).put("email", "secret-mail" + n + "@example.cn")
                        .put("statement", "我是" + MARK + n + "，电话" + DIGITS + String.format("%03d", n) + "，厂里通道被堵"));
                String door = n < FROM_WEB ? "/web" : n < FROM_WEB + FROM_INSIDE ? "/inside" : "";
                if (door.isEmpty()) {
                    form.put("matter", "厂里通道被堵，反映多次无人处理").put("place", "三号门");
                } else {
                    form.put("place", MARK + "路口");
                }
                As who = n < FROM_WEB ? As.NOBODY : n < FROM_WEB + FROM_INSIDE ? worker : clerk;
                return platform.ok(200, platform.post(who, "/api/public-reports" + door, form.toString())).path("number").asText();
            });
        }
        ExecutorService four = Executors.newFixedThreadPool(4);
        try {
            List<String> numbers = new ArrayList<>();
            for (Future<String> each : four.invokeAll(all)) {
                numbers.add(each.get());
            }
            return numbers;
        } finally {
            four.shutdownNow();
        }
    }

    /** One report from the desk to the reward, with refusals on the way; what is refused is searched too. */
    private static void handle(Platform platform, As clerk, As keeper, String number, ByteArrayOutputStream said) {
        String at = "/api/public-reports/" + number + "/";
        heard(said, platform.post(clerk, at + "acceptance", "{}"));
        heard(said, platform.post(clerk, at + "hazard", "{}"));
        Answer named = platform.post(clerk, at + "check", "{\"finding\":\"TRUE\",\"text\":\"致电" + DIGITS + String.format("%03d", PEOPLE - 1) + "核实\",\"firstReport\":true}");
        assertThat(named.code()).isEqualTo("identity-in-text");
        heard(said, named);
        heard(said, platform.post(clerk, at + "check", "{\"finding\":\"TRUE\",\"text\":\"现场核查属实\",\"firstReport\":true}"));
        heard(said, platform.post(clerk, at + "reply", "{\"reply\":\"经核查属实，已责令整改\"}"));
        heard(said, platform.post(clerk, at + "proposal", "{}"));
        heard(said, platform.post(keeper, at + "approval", "{}"));
        heard(said, platform.post(keeper, at + "payment", "{}"));
        JsonNode end = platform.ok(200, platform.post(clerk, at + "archiving", "{}"));
        assertThat(end.path("state").asText()).isEqualTo("ARCHIVED");
        said.writeBytes(end.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void heard(ByteArrayOutputStream said, Answer answer) {
        said.writeBytes(answer.raw().headers().map().toString().getBytes(StandardCharsets.UTF_8));
        said.writeBytes(answer.raw().body().getBytes(StandardCharsets.UTF_8));
    }

    private static String enc(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int search(Path folder) throws IOException {
        int files = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                clean(file.toString(), bytes);
                unpacked(file, bytes);
                files++;
            }
        }
        return files;
    }

    /** What lies packed in it: workbooks, archives, gzip. */
    private static void unpacked(Path file, byte[] bytes) throws IOException {
        if (bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K') {
            try (ZipInputStream zip = new ZipInputStream(new java.io.ByteArrayInputStream(bytes))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    clean(file + "!" + entry.getName(), zip.readAllBytes());
                }
            }
        } else if (bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
            try (var in = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(bytes))) {
                clean(file + "!", in.readAllBytes());
            }
        } else if (file.toString().endsWith(".pdf")) {
            for (int i = 0; i + 6 < bytes.length; i++) {
                if (bytes[i] == 's' && bytes[i + 1] == 't' && bytes[i + 2] == 'r' && bytes[i + 3] == 'e' && bytes[i + 4] == 'a' && bytes[i + 5] == 'm' && bytes[i + 6] == '\n') {
                    try (var in = new InflaterInputStream(new java.io.ByteArrayInputStream(bytes, i + 7, bytes.length - i - 7))) {
                        clean(file + " stream", in.readAllBytes());
                    } catch (IOException notDeflated) {
                        // Searched as it stands already.
                        continue;
                    }
                }
            }
        }
    }

    private static void clean(String where, byte[] bytes) {
        for (byte[] needle : NEEDLES) {
            assertThat(contains(bytes, needle)).as("%s holds a planted identity", where).isFalse();
        }
    }

    private static boolean contains(byte[] in, byte[] what) {
        byte first = what[0];
        int last = in.length - what.length;
        for (int i = 0; i <= last; i++) {
            if (in[i] == first) {
                int n = 1;
                while (n < what.length && in[i + n] == what[n]) {
                    n++;
                }
                if (n == what.length) {
                    return true;
                }
            }
        }
        return false;
    }
}
