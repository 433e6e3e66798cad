package io.shoutu.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.demo.domain.Story;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What leads people through the demo (跟我走一遍): its accounts for whoever may have them, and the rising reading of the story.
 *
 * <p>Passwords of the demo are told to those who can read the owner-only file {@code demo-code} ({@code ./run} prints it) or are signed in with
 * an account of the demo already. Signing in goes the ordinary way and is journaled as always.
 */
public final class Guide {
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /** An account of the demo with its password (演示账号). */
    public record Account(String account, String name, String role, String password) {}

    private final Path data;
    private final Secrets accounts;
    private final Clock clock;
    private final Story story = new Story();
    private volatile boolean sending;
    private volatile boolean peopled;

    Guide(Path data, Clock clock) {
        this.data = data;
        this.clock = clock;
        this.accounts = new Secrets(data.resolve("demo-accounts.json"));
        try {
            code();
        } catch (IOException e) {
            throw new UncheckedIOException("the code of the demo cannot be kept in " + data, e);
        }
    }

    private String code() throws IOException {
        Path file = data.resolve("demo-code");
        if (!Files.exists(file)) {
            SecureRandom random = new SecureRandom();
            StringBuilder code = new StringBuilder();
            for (int i = 0; i < 25; i++) {
                code.append(i > 0 && i % 5 == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, code + "\n", StandardOpenOption.WRITE);
        }
        return Files.readString(file);
    }

    Story story() {
        return story;
    }

    /** For whoever knows the code, none until all can sign in; {@link Problem.Forbidden} code {@code demo-code} for all others. */
    public List<Account> accounts(String code) throws IOException {
        if (!MessageDigest.isEqual(plain(code()), plain(code))) {
            throw new Problem.Forbidden("demo-code", "演示码不正确；它在启动平台的终端里，也在数据目录的 demo-code 文件中");
        }
        return peopled ? all() : List.of();
    }

    /** All accounts are made now; their passwords were kept before. */
    void peopled() {
        peopled = true;
    }

    /** For whoever is signed in with an account of the demo. */
    public List<Account> accounts(Actor who) throws IOException {
        List<Account> all = all();
        if (all.stream().noneMatch(a -> a.account().equals(who.account()))) {
            throw new Problem.Forbidden("no-demo-account", "只有演示账号之间可以直接切换");
        }
        return all;
    }

    private List<Account> all() throws IOException {
        ObjectNode kept = accounts.read();
        List<Account> all = new ArrayList<>();
        Set<String> seen = new java.util.HashSet<>();
        for (JsonNode each : kept.path("accounts")) {
            if (seen.add(each.path("account").asText())) {
                all.add(new Account(each.path("account").asText(), each.path("name").asText(), each.path("role").asText(), each.path("password").asText()));
            }
        }
        return all;
    }

    private static byte[] plain(String code) {
        return (code == null ? "" : code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8);
    }

    /** How the story's reading stands (升温状态); {@code ready} false while the county is still being filled in and nothing is sent. */
    public record Rise(String device, String series, String rule, double limit, Story.Phase phase, boolean ready) {}

    /** From now on readings are sent. */
    void sends() {
        sending = true;
    }

    public Rise rise() {
        return new Rise(Story.DEVICE, Story.DEVICE + ".temperature", Story.RULE, Story.LIMIT, story.phase(), sending);
    }

    /** Begins the rise; {@link Problem.IllegalMove} code {@code demo-filling} while nothing is sent yet. */
    public Rise begin() {
        if (!sending) {
            throw new Problem.IllegalMove("demo-filling", "演示县的数据还在载入，请稍等几秒再开始");
        }
        story.begin(clock.millis());
        return rise();
    }

    /** Lets it fall back. */
    public Rise calm() {
        story.calm();
        return rise();
    }
}
