package io.shoutu.responsibility.domain;

import io.shoutu.api.store.Tx;
import java.util.List;

/** Assistants, remarks and signatures (协助人、说明、签认). Nothing in it is ever changed but the last day of an assistant. */
public interface NoteStore {
    /** Keeps an assistant; the same id again replaces the row. */
    void keep(Tx tx, Assistant assistant);

    /**
     * Assistants, past ones too, by post and first day.
     *
     * @param post only of this one, or null
     * @param account only this account, or null
     */
    List<Assistant> assistants(Tx tx, Bearer post, String account);

    void add(Tx tx, Remark remark);

    /** By the time they were made. */
    List<Remark> remarks(Tx tx, String number, int edition);

    void add(Tx tx, Signature signature);

    /** By the time they were made. */
    List<Signature> signatures(Tx tx, String number, int edition);
}
