package io.shoutu.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Scope;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.journal.Entry;
import io.shoutu.api.reporting.Period;
import io.shoutu.api.time.Legal;
import io.shoutu.commons.testing.House;
import io.shoutu.commons.vault.FileVault;
import io.shoutu.hazard.domain.reports.PublicReport;
import io.shoutu.hazard.domain.reports.PublicReport.Channel;
import io.shoutu.hazard.domain.reports.ReportState;
import io.shoutu.hazard.domain.reports.Reporter;
import io.shoutu.hazard.inspection.Locating;
import io.shoutu.hazard.report.PublicReportFigures;
import io.shoutu.hazard.reports.PublicReportPlaces;
import io.shoutu.hazard.reports.PublicReportService;
import io.shoutu.hazard.reports.PublicReportService.Intake;
import io.shoutu.hazard.reports.PublicReportService.Receipt;
import io.shoutu.hazard.reports.PublicReportService.View;
import io.shoutu.hazard.reports.ReportHearing;
import io.shoutu.hazard.store.SqlHazardStore;
import io.shoutu.hazard.store.SqlPublicReportStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand people report; every function is used; then every byte the product wrote is searched for any of them: the database's own files with its transaction log (which is what a plain
 * backup copies), the stored files, the journal, what others are shown, what the log said, what the refusals said.
 */
class ReporterSecrecyTest {
    /** No word of ours contains it: every planted name, number and address does. */
    private static final String MARK = "魑魅魍魉";
    private static final String DIGITS = "19987654";
    private static final Actor CLERK = House.actor("clerk", "report-clerk");
    private static final Actor KEEPER = House.actor("keeper", "report-keeper");
    private static final int PEOPLE = 1000;

    @Test
    void nothingOutsideTheSealedStoreHoldsWhoReported(@TempDir Path folder) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Path files = null;
        try {
            EmbeddedDataSource source = new EmbeddedDataSource();
            source.setDatabaseName(folder.resolve("db").toString());
            source.setCreateDatabase("create");
            try (House house = House.over(source, null).and("hazard", SqlHazardStore.class)) {
                files = use(house, folder, new PrintStream(shown, true, StandardCharsets.UTF_8));
                try (Stream<Path> stored = Files.walk(files)) {
                    for (Path file : stored.filter(Files::isRegularFile).toList()) {
                        assertClean(file.toString(), Files.readAllBytes(file));
                    }
                }
            }
            shutdown(folder.resolve("db"));
        } finally {
            System.setErr(before);
        }
        assertClean("what others are shown, told and refused", shown.toByteArray());
        assertClean("the log", log.toByteArray());
        List<Path> written;
        try (Stream<Path> all = Files.walk(folder)) {
            written = all.filter(Files::isRegularFile).toList();
        }
        assertThat(written).as("the database's files and the vault's keys").hasSizeGreaterThan(1000);
        for (Path file : written) {
            assertClean(file.toString(), Files.readAllBytes(file));
        }
    }

    private static void assertClean(String where, byte[] bytes) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, Charset.forName("GB18030"))) {
            for (String needle : List.of(MARK, DIGITS, "secret-mail")) {
                assertThat(contains(bytes, needle.getBytes(charset))).as("%s in %s, written as %s", needle, where, charset).isFalse();
            }
        }
    }

    private static boolean contains(byte[] in, byte[] what) {
        for (int i = 0; i <= in.length - what.length; i++) {
            int n = 0;
            while (n < what.length && in[i + n] == what[n]) {
                n++;
            }
            if (n == what.length) {
                return true;
            }
        }
        return false;
    }

    private static Reporter person(int i) {
        return new Reporter(MARK + i, DIGITS + String.format("%03d", i), "某镇" + MARK + "巷" + i + "号", "990101" + DIGITS + String.format("%04d", i), "secret-mail" + i + "@example.cn",
                "我是" + MARK + i + "，电话" + DIGITS + String.format("%03d", i) + "，厂里通道被堵", null);
    }

    /** Plants and uses; what anybody but the two roles gets to see goes to {@code shown}. */
    private static Path use(House house, Path folder, PrintStream shown) throws IOException {
        AreaCode town = new AreaCode("990101001000");
        CreditCode firm = new CreditCode("91990101MA0000001" + CreditCode.checkCharacter("91990101MA0000001"));
        house.directory().put(new Area(town, "临港镇"), CLERK);
        house.directory().put(new Enterprise(firm, "安澜化工", town, null, "危险化学品", null, null, null), CLERK);
        HazardRoom room = new HazardRoom(house);
        SqlPublicReportStore store = new SqlPublicReportStore(house.sql(), house.schema("hazard"));
        FileVault vault = new FileVault(house.clock(), house.work(), house.sql(), house.journal(), folder.resolve("keys/house.key"), folder.resolve("keys/vault"));
        PublicReportService reports = new PublicReportService(house.work(), store, room.hazards, vault, house.journal(), house.numbers(), house.dues(), house.calendar(), house.attachments(),
                new Locating(house.directory()), house.clock());
        house.listen("hazard.report-term", new ReportHearing(reports)::ranOut, "time.due");
        List<Receipt> all = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            Reporter who = person(i);
            PublicReport.Kind kind = i % 4 == 3 ? PublicReport.Kind.SMALL_HAZARD : PublicReport.Kind.VIOLATION;
            if (i % 100 == 0) {
                house.clock().advance(Duration.ofHours(1));
            }
            all.add(switch (i % 3) {
                case 0 -> reports.fromWeb(new Intake(null, kind, who.statement(), firm.text(), null, who.address(), false, 1, i == 0 ? List.of(picture(reports, who)) : List.of()), who, "10.0.0." + i % 200);
                case 1 -> reports.fromInside(new Intake(null, kind, who.statement(), firm.text(), null, null, true, 1, List.of()),
                        new Reporter(null, who.phone(), who.address(), null, who.email(), who.statement(), null), new Actor("acc-" + MARK + i, who.name(), Actor.Kind.PERSON, Set.of("rectifier")));
                default -> reports.atDesk(new Intake(Channel.PHONE_12350, kind, "厂里通道被堵，反映多次", firm.text(), null, "三号门", false, 2, List.of()), who, CLERK);
            });
        }
        for (int i = 0; i < 12; i++) {
            everyMove(house, reports, all.get(i), i, firm, shown);
        }
        Receipt sample = all.get(13);
        shown.println(reports.list(null, null, "堵", null, 500, House.actor("boss", "leader")));
        shown.println(reports.get(sample.number(), House.actor("audit", "auditor")));
        shown.println(reports.progress(sample.code(), "10.9.9.9"));
        shown.println(new PublicReportPlaces(house.work(), store).place(new io.shoutu.api.Subject("public-report", sample.number())));
        var today = Legal.day(house.clock().instant());
        shown.println(new PublicReportFigures(house.work(), store).figures(new Period(today.minusDays(30), today), Scope.EVERYWHERE));
        shown.println(room.hazards.find(io.shoutu.api.hazard.HazardQuery.newest(500)));
        for (int i = 0; i < 95; i++) {
            house.clock().advance(Duration.ofDays(1));
            house.settle();
        }
        assertThat(reports.list(null, true, null, null, 10, CLERK).total()).as("those nobody accepted are late").isGreaterThan(900);
        String cursor = null;
        do {
            var page = house.journal().read(new io.shoutu.api.journal.Journal.Query(null, List.of(), cursor, 500, false));
            page.items().forEach(e -> shown.println(e.name() + " " + e.subject() + " " + e.account() + " " + e.actorName() + " " + e.data()));
            cursor = page.next();
        } while (cursor != null);

        for (String role : List.of("operator", "leader", "auditor", "admin", "security", "inspector")) {
            assertThatThrownBy(() -> reports.identity(sample.number(), "想看看是谁", House.actor("x", role))).isInstanceOf(Problem.Forbidden.class);
        }
        assertThatThrownBy(() -> reports.identity(sample.number(), " ", CLERK)).hasMessageContaining("原因");
        Reporter known = reports.identity(all.get(0).number(), "电话回访举报人", KEEPER);
        assertThat(known.name()).as("sealed, not lost").isEqualTo(MARK + 0);
        assertThat(known.statement()).contains("通道被堵");
        List<Entry> readings = house.journal().timeline(new io.shoutu.api.Subject("public-report", all.get(0).number())).stream()
                .filter(e -> e.name().equals("vault.read") && e.account().equals("keeper")).toList();
        assertThat(readings).as("each value read").hasSize(6).allSatisfy(e -> assertThat(e.text("reason")).isEqualTo("电话回访举报人"));
        vault.close();
        return house.files();
    }

    private static String picture(PublicReportService reports, Reporter who) {
        byte[] owner = who.name().getBytes(StandardCharsets.UTF_8);
        java.awt.image.BufferedImage image = new java.awt.image.BufferedImage(4, 4, java.awt.image.BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try {
            javax.imageio.ImageIO.write(image, "jpg", plain);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain.toByteArray(), 0, 2);
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (owner.length + 2)});
        out.writeBytes(owner);
        out.write(plain.toByteArray(), 2, plain.size() - 2);
        return reports.file(out.toByteArray(), "10.9.9.9");
    }

    private static void everyMove(House house, PublicReportService reports, Receipt receipt, int i, CreditCode firm, PrintStream shown) {
        String number = receipt.number();
        Reporter who = person(i);
        if (reports.get(number, CLERK).report().state() == ReportState.RECEIVED) {
            assertThatThrownBy(() -> reports.register(number, null, null, who.name() + "反映通道被堵", firm.text(), null, null, CLERK)).isInstanceOfSatisfying(Problem.Invalid.class, p -> {
                assertThat(p.code()).isEqualTo("identity-in-text");
                shown.println(p.getMessage() + p.field());
            });
            reports.register(number, null, null, "厂里通道被堵", firm.text(), null, null, CLERK);
        }
        View view;
        if (i == 1) {
            view = reports.refuse(number, null, "不属于安全生产范围", CLERK);
        } else if (i == 2) {
            view = reports.transfer(number, null, "县住建局", "属其职责", CLERK);
        } else {
            reports.accept(number, null, CLERK);
            shown.println(reports.openHazard(number, null, CLERK));
            reports.extend(number, null, "情况复杂", CLERK);
            assertThatThrownBy(() -> reports.check(number, null, new PublicReport.Check(PublicReport.Finding.TRUE, "致电" + who.phone() + "核实", true, false, true), CLERK)).isInstanceOf(Problem.Invalid.class);
            reports.check(number, null, new PublicReport.Check(PublicReport.Finding.TRUE, "现场核查属实", true, false, true), CLERK);
            reports.reply(number, null, "经核查属实", CLERK);
            boolean small = reports.get(number, CLERK).report().kind() == PublicReport.Kind.SMALL_HAZARD;
            view = reports.propose(number, null, small ? null : new BigDecimal("80000"), small ? null : Legal.day(house.clock().instant()), null, null, CLERK);
            reports.giveBack(number, null, "补充材料", KEEPER);
            reports.propose(number, null, small ? null : new BigDecimal("80000"), small ? null : Legal.day(house.clock().instant()), null, null, CLERK);
            reports.approve(number, null, KEEPER);
            shown.println(reports.progress(receipt.code(), "10.9.9.9"));
            assertThatThrownBy(() -> reports.waive(number, null, KEEPER)).hasMessageContaining("领取期限");
            view = reports.pay(number, null, KEEPER);
        }
        shown.println(view);
        shown.println(reports.archive(number, null, CLERK));
    }

    private static void shutdown(Path database) {
        EmbeddedDataSource off = new EmbeddedDataSource();
        off.setDatabaseName(database.toString());
        off.setShutdownDatabase("shutdown");
        try {
            off.getConnection().close();
            throw new AssertionError("Derby says with an exception that it stopped");
        } catch (SQLException stopped) {
            assertThat(stopped.getSQLState()).isEqualTo("08006");
        }
    }
}
