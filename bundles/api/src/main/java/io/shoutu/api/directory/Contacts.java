package io.shoutu.api.directory;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Personal values beside the directory (联系方式): telephone numbers and the like, sealed in the vault. Nothing of them is in lists,
 * exports, facts or logs; reading one is itself a fact that names who asked and why.
 */
@ProviderType
public interface Contacts {
    /** The telephone (联系电话). */
    String PHONE = "phone";

    /** Which values are kept, e.g. {@code phone}; without opening any. */
    Set<String> kept(Subject subject);

    /**
     * Keeps a value in place of the one before.
     *
     * @param subject a person or an enterprise of the directory
     * @param plain null or blank takes it away
     * @throws io.shoutu.api.Problem.Invalid where it cannot be a value of this field
     */
    void keep(Subject subject, String field, String plain, Actor by);

    /**
     * Opens a value; empty where none is kept.
     *
     * @param reason why, for the auditor
     */
    Optional<String> open(Subject subject, String field, Actor by, String reason);

    /** Takes away all values of the subject and destroys the key they were sealed with (依法删除). */
    void erase(Subject subject, Actor by, String reason);
}
