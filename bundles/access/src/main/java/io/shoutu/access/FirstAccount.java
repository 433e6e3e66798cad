package io.shoutu.access;

import io.shoutu.access.domain.PasswordRule;
import io.shoutu.access.domain.Secrets;
import io.shoutu.api.Actor;
import io.shoutu.api.access.Access;
import io.shoutu.api.access.Roles;
import io.shoutu.api.edge.Readiness;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first accounts (首批账号): the three kept apart (三员) {@code admin}, {@code security} and {@code auditor}, made where they are
 * missing, each with the password given for it or with one that is generated into a file of its own,
 * {@code $SHOUTU_DATA/<name>-password}, readable by its owner alone, and to be changed at the first sign-in. No password is ever logged.
 */
@Component(service = {FirstAccount.class, Readiness.class}, immediate = true)
public final class FirstAccount implements Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAccount.class);

    /** One of the three (三员之一). */
    private record First(String name, String displayName) {
        String variable() {
            return "SHOUTU_" + name.toUpperCase(Locale.ROOT) + "_PASSWORD";
        }
    }

    private static final List<First> THREE = List.of(new First(Roles.ADMIN, "系统管理员"), new First(Roles.SECURITY, "安全管理员"), new First(Roles.AUDITOR, "审计员"));

    private volatile State state = new State(false, "正在建立首批账号");

    @Activate
    public FirstAccount(@Reference AccessService access, BundleContext context) {
        Path data = Path.of(first(context.getProperty("shoutu.data"), System.getenv("SHOUTU_DATA"), "data"));
        UnaryOperator<String> given = name -> first(System.getenv("SHOUTU_" + name.toUpperCase(Locale.ROOT) + "_PASSWORD"), context.getProperty("shoutu." + name + ".password"));
        boolean demo = "true".equals(context.getProperty("shoutu.demo"));
        // On a thread of its own: the rounds of a password take a second, and the rest of the house need not wait for them.
        new Thread(() -> make(access, given, data, demo), "first-account").start();
    }

    private FirstAccount() {}

    /** Makes the accounts at once, on the calling thread. */
    static FirstAccount now(AccessService access, UnaryOperator<String> given, Path data) {
        FirstAccount account = new FirstAccount();
        account.make(access, given, data, false);
        return account;
    }

    @Override
    public String name() {
        return "first-account";
    }

    @Override
    public State state() {
        return state;
    }

    /** The code lies there exactly as long as the set-up waits for somebody; before ready, so that ./run can tell it. */
    private static void setUp(AccessService access, boolean demo, Path data) throws IOException {
        if (SetUp.waits(access, demo, data)) {
            if (!Files.exists(data.resolve(SetUp.CODE))) {
                write(data.resolve(SetUp.CODE), SetUp.code());
            }
        } else {
            Files.deleteIfExists(data.resolve(SetUp.CODE));
        }
    }

    private void make(AccessService access, UnaryOperator<String> given, Path data, boolean demo) {
        try {
            Set<String> there = access.accounts().stream().map(Access.Account::name).collect(Collectors.toSet());
            for (First first : THREE) {
                ensure(access, first, there.contains(first.name()), given.apply(first.name()), data.resolve(first.name() + "-password"));
            }
            setUp(access, demo, data);
            state = new State(true, "首批账号已就绪");
        } catch (IOException | RuntimeException e) {
            state = new State(false, "首批账号未能建立，请查看日志");
            LOG.error("the first accounts could not be made", e);
        }
    }

    private static void ensure(AccessService access, First first, boolean there, String given, Path file) throws IOException {
        if (there) {
            if (given != null) {
                LOG.info("{} only counts at the first start; the account {} keeps its stored password", first.variable(), first.name());
            }
            return;
        }
        char[] password;
        String weakness = given == null ? null : PasswordRule.weakness(given.toCharArray());
        if (weakness != null) {
            LOG.warn("{} is too weak ({}); a password was generated instead", first.variable(), weakness);
        }
        boolean generated = given == null || weakness != null;
        if (generated) {
            password = Secrets.password();
            // The file first: an account nobody knows the password of would be worse than a file without an account.
            write(file, password);
            LOG.info("the password of {} lies in {}", first.name(), file);
        } else {
            password = given.toCharArray();
        }
        access.createFirst(first.name(), first.displayName(), Set.of(first.name()), password, generated, Actor.system("access"));
        Arrays.fill(password, '\0');
    }

    /** Writes a password where only the owner of the data directory reads it. */
    public static void write(Path file, char[] password) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(StandardCharsets.UTF_8.encode(new String(password) + "\n"));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String first(String... candidates) {
        return Arrays.stream(candidates).filter(c -> c != null && !c.isBlank()).findFirst().orElse(null);
    }
}
