package io.shoutu.commons.vault;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.Tx;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.vault.Vault;
import io.shoutu.commons.Config;
import io.shoutu.commons.DataFolder;
import io.shoutu.commons.sql.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vault (保险柜) with its keys in files.
 *
 * <p>A sealed text is {@code v1.<key id>.<field>.<base64url>}; its cipher text is bound to subject, field and key id, so it cannot be
 * moved to another record. A key is destroyed after the commit that says so; where the process dies between the two, the next start
 * destroys it, and until then the row in {@code vault_erased} keeps it shut.
 */
@Component(service = Vault.class, configurationPid = "io.shoutu.commons")
public final class FileVault implements Vault, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FileVault.class);
    private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final Clock clock;
    private final UnitOfWork work;
    private final Journal journal;
    private final VaultStore store;
    private final KeyFiles keys;
    /** Readings are journaled here, in a transaction of their own whatever the caller's thread is inside of. */
    private final ExecutorService scribe = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "vault-scribe");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public FileVault(BundleContext context, @Reference Clock clock, @Reference UnitOfWork work, @Reference Sql sql, @Reference Journal journal,
            @Reference(target = "(word=commons)") Schema schema, Config config) throws IOException {
        this(clock, work, sql, journal, DataFolder.of(context).resolve("keys").resolve("house.key"),
                config.vaultKeys().isBlank() ? DataFolder.of(context).resolve("keys").resolve("vault") : Path.of(config.vaultKeys().strip()));
    }

    /** @param houseKey the file of the key that wraps the others, made where it is missing and there are no others yet */
    public FileVault(Clock clock, UnitOfWork work, Sql sql, Journal journal, Path houseKey, Path folder) throws IOException {
        this.clock = clock;
        this.work = work;
        this.journal = journal;
        this.store = new VaultStore(sql);
        this.keys = new KeyFiles(folder, houseKey);
        for (Map.Entry<String, Subject> gone : work.run(store::all).entrySet()) {
            keys.destroy(gone.getValue(), gone.getKey());
        }
    }

    @Deactivate
    @Override
    public void close() {
        scribe.shutdown();
    }

    @Override
    public String seal(Tx tx, Subject subject, String field, String plain) {
        if (field == null || !FIELD.matcher(field).matches()) {
            throw new Problem.Invalid("vault-field", "field", "字段名称不合规范：" + field);
        }
        if (plain == null) {
            return null;
        }
        try {
            KeyFiles.Key key = keys.make(subject);
            while (store.erased(tx, key.id())) {
                // Erased, and the process died before the file went.
                keys.destroy(subject, key.id());
                key = keys.make(subject);
            }
            return "v1." + key.id() + "." + field + "." + Sealing.seal(key.secret(), plain.getBytes(StandardCharsets.UTF_8), bound(subject, field, key.id()));
        } catch (IOException e) {
            throw new UncheckedIOException("the vault cannot write its keys", e);
        }
    }

    private static String bound(Subject subject, String field, String key) {
        return subject + " " + field + " " + key;
    }

    @Override
    public String open(Subject subject, String sealed, Actor actor, String reason) {
        if (reason == null || reason.isBlank()) {
            throw new Problem.Invalid("reason-missing", "reason", "请写明查看个人信息的原因");
        }
        String[] parts = sealed == null ? new String[0] : sealed.split("\\.");
        if (parts.length != 4 || !parts[0].equals("v1")) {
            throw Sealing.broken();
        }
        String key = parts[1];
        String field = parts[2];
        String plain;
        try {
            Optional<KeyFiles.Key> found = keys.find(subject);
            if (found.isEmpty() || !found.get().id().equals(key) || aside(tx -> store.erased(tx, key))) {
                throw new Problem.NotFound("vault-erased", "该信息已依法删除（密钥已销毁），无法恢复：" + subject);
            }
            plain = new String(Sealing.open(found.get().secret(), parts[3], bound(subject, field, key)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the vault cannot read its keys", e);
        }
        aside(tx -> journal.write(tx, new Fact(subject, "vault.read", clock.instant(), actor, Map.of("field", field, "reason", reason.strip()))));
        return plain;
    }

    /** Does the work in a transaction of its own, also where this thread is inside another one. */
    private <T> T aside(UnitOfWork.Work<T> what) {
        try {
            return CompletableFuture.supplyAsync(() -> work.run(what), scribe).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void erase(Tx tx, Subject subject, Actor actor, String reason) {
        if (reason == null || reason.isBlank()) {
            throw new Problem.Invalid("reason-missing", "reason", "请写明删除个人信息的原因");
        }
        try {
            Optional<KeyFiles.Key> found = keys.find(subject);
            if (found.isEmpty() || store.erased(tx, found.get().id())) {
                return;
            }
            String key = found.get().id();
            store.erased(tx, key, subject, clock.instant());
            Map<String, Object> data = new HashMap<>();
            data.put("key", key);
            data.put("reason", reason.strip());
            journal.write(tx, new Fact(subject, "vault.erased", clock.instant(), actor, data));
            tx.afterCommit(() -> destroy(subject, key));
        } catch (IOException e) {
            throw new UncheckedIOException("the vault cannot read its keys", e);
        }
    }

    private void destroy(Subject subject, String key) {
        try {
            keys.destroy(subject, key);
            log.info("vault: the key of {} is destroyed", subject);
        } catch (IOException e) {
            // The row keeps it shut; the next start, or the next value sealed for the subject, tries again.
            log.error("vault: the key of {} is marked as destroyed but its file could not be removed", subject, e);
        }
    }
}
