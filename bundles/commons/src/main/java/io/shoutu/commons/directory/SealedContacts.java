package io.shoutu.commons.directory;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.Contacts;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.Schema;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.api.vault.Vault;
import io.shoutu.commons.sql.Sql;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Telephone numbers and the like (联系方式) in the vault. */
@Component(service = Contacts.class)
public final class SealedContacts implements Contacts {
    private static final Pattern PHONES = Pattern.compile("\\+?[0-9][0-9 -]{4,19}");
    private static final Set<String> FIELDS = Set.of(PHONE, "office-phone");

    private final Clock clock;
    private final UnitOfWork work;
    private final DirectoryRows rows;
    private final Journal journal;
    private final Vault vault;

    @Activate
    public SealedContacts(@Reference Clock clock, @Reference UnitOfWork work, @Reference Sql sql, @Reference Journal journal, @Reference Vault vault,
            @Reference(target = "(word=commons)") Schema schema) {
        this.clock = clock;
        this.work = work;
        this.rows = new DirectoryRows(sql);
        this.journal = journal;
        this.vault = vault;
    }

    @Override
    public Set<String> kept(Subject subject) {
        return new TreeSet<>(work.run(tx -> rows.contacts(tx, subject)).keySet());
    }

    @Override
    public void keep(Subject subject, String field, String plain, Actor by) {
        if (!FIELDS.contains(field)) {
            throw new Problem.Invalid("contact-field", "field", "没有这一项联系方式：" + field);
        }
        String value = plain == null || plain.isBlank() ? null : plain.strip();
        if (value != null && !PHONES.matcher(value).matches()) {
            // The value itself is nobody's business but its owner's.
            throw new Problem.Invalid("phone", field, "电话应为5至20位数字，可有空格和短横");
        }
        work.execute(tx -> {
            boolean there = rows.contacts(tx, subject).containsKey(field);
            if (value == null && !there) {
                return;
            }
            rows.contact(tx, subject, field, vault.seal(tx, subject, field, value));
            journal.write(tx, new Fact(subject, SqlDirectory.CHANGED, clock.instant(), by,
                    Map.of("title", subject.kind() + " " + subject.number(), "change", "changed", "contact", field, "kept", value != null)));
        });
    }

    @Override
    public Optional<String> open(Subject subject, String field, Actor by, String reason) {
        String sealed = work.run(tx -> rows.contacts(tx, subject)).get(field);
        return sealed == null ? Optional.empty() : Optional.of(vault.open(subject, sealed, by, reason));
    }

    @Override
    public void erase(Subject subject, Actor by, String reason) {
        work.execute(tx -> {
            rows.contacts(tx, subject).keySet().forEach(field -> rows.contact(tx, subject, field, null));
            vault.erase(tx, subject, by, reason);
        });
    }
}
