package io.shoutu.access.domain;

import io.shoutu.api.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where accounts and sessions are kept (账号库). */
public interface AccountStore {
    Optional<Holder> find(Tx tx, String name);

    Optional<Holder> byToken(Tx tx, String tokenHash);

    /** All holders by name. */
    List<Holder> all(Tx tx);

    void add(Tx tx, Holder holder);

    /** Replaces roles, what was asked for and scope; one that is not there changes nothing. */
    void grant(Tx tx, Holder holder);

    /** Replaces display name, password, failures, lock and whether it is enabled; one that is not there changes nothing. */
    void change(Tx tx, Holder holder);

    /** Writes failures and lock of a name, whether it is there or not: unknown names cost the same. */
    void failed(Tx tx, String name, int failed, Instant lockedUntil);

    Optional<OpenSession> session(Tx tx, String tokenHash);

    /** Sessions of an account, the latest used first. */
    List<OpenSession> sessions(Tx tx, String account);

    void open(Tx tx, OpenSession session);

    void touch(Tx tx, String tokenHash, Instant lastSeen);

    /** Ends one session and tells whether it was there. */
    boolean end(Tx tx, String tokenHash);

    /** Ends all sessions of an account but one; {@code keep} may be null. */
    void endAll(Tx tx, String account, String keep);

    void issue(Tx tx, Token token);

    /** The token of this hash, revoked and expired ones too. */
    Optional<Token> token(Tx tx, String hash);

    /** Tokens of an account, newest first. */
    List<Token> tokens(Tx tx, String account);

    void used(Tx tx, String tokenId, Instant now);

    /** Takes a token back; false where it was not there or taken back before. */
    boolean revoke(Tx tx, String account, String tokenId, Instant now);

    /** Takes away sessions that ended before now or were not used since {@code idle}. */
    void sweep(Tx tx, Instant now, Instant idle);
}
