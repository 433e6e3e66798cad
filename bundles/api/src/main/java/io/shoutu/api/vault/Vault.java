package io.shoutu.api.vault;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.store.Tx;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The vault (保险柜): personal values, sealed under a key of their own per subject, so that they can be erased by destroying that key.
 *
 * <p>A room keeps the sealed text in its own table, or even in a fact: neither can be read without the key, which lies outside the
 * database. A sealed text is about 60 characters longer than four thirds of the plain UTF-8.
 */
@ProviderType
public interface Vault {

    /**
     * Seals a value. The same value sealed twice gives two different texts.
     *
     * @param subject whose value it is, e.g. {@code person/P-17}; one key for each
     * @param field which value, e.g. {@code phone}: lower-case letters, digits and hyphens; it stands readable in the sealed text
     * @param plain the value; null answers null
     * @return the text to store, starting with {@code v1.}; it opens for this subject only
     */
    String seal(Tx tx, Subject subject, String field, String plain);

    /**
     * Opens a value, after the journal holds for ever who asked and why (fact {@code vault.read}; never the value). That entry is
     * committed by itself before the value is answered, also inside a unit of work that is rolled back later.
     *
     * @param reason why, to be read by an auditor
     * @throws io.shoutu.api.Problem.NotFound code {@code vault-erased} where the key was destroyed
     * @throws io.shoutu.api.Problem.Invalid code {@code vault-text} where the text is not one of ours, belongs to another subject or was
     *     changed; field {@code reason} where there is none
     */
    String open(Subject subject, String sealed, Actor actor, String reason);

    /**
     * Destroys the subject's key with the commit of this transaction: nothing sealed for it so far can ever be opened again, also not from
     * a backup of the database. Fact {@code vault.erased}. Unknown subjects and a second time are no error. What is sealed later gets a new key.
     */
    void erase(Tx tx, Subject subject, Actor actor, String reason);
}
