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
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first account (首个账号): {@code admin}, made where there is none, with the given password or with one that is generated into
 * {@code $SHOUTU_DATA/admin-password}, readable by its owner alone. No password is ever logged.
 */
@Component(service = {FirstAccount.class, Readiness.class}, immediate = true)
public final class FirstAccount implements Readiness {
    static final String NAME = "admin";
    private static final Logger LOG = LoggerFactory.getLogger(FirstAccount.class);

    private volatile State state = new State(false, "正在建立首个账号");

    @Activate
    public FirstAccount(@Reference Access access, BundleContext context) {
        String given = first(System.getenv("SHOUTU_ADMIN_PASSWORD"), context.getProperty("shoutu.admin.password"));
        Path file = Path.of(first(context.getProperty("shoutu.data"), System.getenv("SHOUTU_DATA"), "data")).resolve("admin-password");
        // On a thread of its own: the rounds of a password take a second, and the rest of the house need not wait for them.
        new Thread(() -> make(access, given, file), "first-account").start();
    }

    private FirstAccount() {}

    /** Makes the account at once, on the calling thread. */
    static FirstAccount now(Access access, String given, Path file) {
        FirstAccount account = new FirstAccount();
        account.make(access, given, file);
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

    private void make(Access access, String given, Path file) {
        try {
            ensure(access, given, file);
            state = new State(true, "首个账号已就绪");
        } catch (IOException | RuntimeException e) {
            state = new State(false, "首个账号未能建立，请查看日志");
            LOG.error("the first account could not be made", e);
        }
    }

    private static void ensure(Access access, String given, Path file) throws IOException {
        if (access.accounts().stream().anyMatch(a -> a.name().equals(NAME))) {
            if (given != null) {
                LOG.info("SHOUTU_ADMIN_PASSWORD only counts at the first start; the account {} keeps its stored password", NAME);
            }
            return;
        }
        char[] password;
        String weakness = given == null ? null : PasswordRule.weakness(given.toCharArray());
        if (weakness != null) {
            LOG.warn("SHOUTU_ADMIN_PASSWORD is too weak ({}); a password was generated instead", weakness);
        }
        if (given != null && weakness == null) {
            password = given.toCharArray();
        } else {
            password = Secrets.password();
            // The file first: an account nobody knows the password of would be worse than a file without an account.
            write(file, password);
            LOG.info("the password of {} lies in {}", NAME, file);
        }
        access.create(NAME, "系统管理员", Set.of(Roles.ADMIN), password, Actor.system("access"));
        Arrays.fill(password, '\0');
    }

    private static void write(Path file, char[] password) throws IOException {
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
