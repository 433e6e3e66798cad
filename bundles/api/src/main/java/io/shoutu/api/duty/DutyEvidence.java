package io.shoutu.api.duty;

import io.shoutu.api.Subject;
import io.shoutu.api.journal.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What counts as performing a duty (履职证据): maps a room's fact to the kinds of duty it can perform. It counts nothing: whose duty
 * list gains by it, in which period and under which rule, is decided by the room {@code responsibility}.
 *
 * <p>A fact that says {@code enterprise}, a credit code, is about that enterprise: it performs the list of nobody who heads another one.
 */
@ConsumerType
public interface DutyEvidence {
    /**
     * A kind of duty that can be performed (履职方式).
     *
     * @param code {@code word.what}, e.g. {@code hazard.accepted}; stable, because duty lists refer to it
     * @param label what people read, in Chinese, e.g. 组织隐患验收
     */
    record Kind(String code, String label) {
        public Kind {
            Objects.requireNonNull(label, "label");
            if (code == null || !code.matches("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*")) {
                throw new IllegalArgumentException("a kind of duty is called word.what: " + code);
            }
        }
    }

    /**
     * One act (一次履职).
     *
     * @param kind code of the kind
     * @param subject the record that proves it
     * @param account who acted, or null where a body did
     * @param unit id of the body that acted, e.g. of a standing committee that held a meeting, or null where a person did
     * @param happened when, which decides the period
     * @param withdrawn true where the fact takes the act back: the record was voided or rejected
     */
    record Evidence(String kind, Subject subject, String account, String unit, Instant happened, boolean withdrawn) {
        public Evidence {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(happened, "happened");
            if ((account == null) == (unit == null)) {
                throw new IllegalArgumentException("either a person acted or a body");
            }
        }

        /** An act of a person. */
        public Evidence(String kind, Subject subject, String account, Instant happened, boolean withdrawn) {
            this(kind, subject, Objects.requireNonNull(account, "account"), null, happened, withdrawn);
        }
    }

    /** The kinds this source can prove; at least one, always the same. */
    List<Kind> kinds();

    /** The facts it looks at, full names such as {@code hazard.accepted}; at least one. */
    Set<String> facts();

    /** The acts this entry proves, often none. A pure function of the entry: the journal may be read again from its beginning. */
    List<Evidence> of(Entry entry);
}
