package io.shoutu.api.access;

import io.shoutu.api.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Access (访问控制): accounts, sign-in, sessions, tokens. */
@ProviderType
public interface Access {
    /**
     * A session just opened. The token goes into an HttpOnly cookie, the CSRF token is sent back in the header
     * {@code X-CSRF-Token} of every unsafe request.
     */
    record Session(String token, String csrf, Actor actor, Instant expires) {}

    /**
     * An open session as found by its token.
     *
     * @param expires when it ends whatever happens; unused it ends before
     */
    record Found(Actor actor, String csrf, Instant expires) {}

    /**
     * An account.
     *
     * @param kind {@code PERSON} or {@code MACHINE}; a machine has a token and no password
     */
    record Account(String name, String displayName, Actor.Kind kind, Set<String> roles, boolean enabled) {}

    /**
     * Opens a session.
     *
     * @param from address the request came from, for the limit per source
     * @throws io.shoutu.api.Problem.Forbidden code {@code sign-in-refused}, the same for an unknown user, a wrong password and a locked account
     */
    Session signIn(String account, char[] password, String from);

    /** Ends a session; an unknown token is no error. */
    void signOut(String sessionToken);

    /** The open session behind a cookie; empty where it ended. */
    Optional<Found> session(String sessionToken);

    /** Whether a session is still open; unlike {@link #session} asking does not count as use, so a page left alone still ends. */
    boolean open(String sessionToken);

    /** The actor behind HTTP Basic; empty where refused, whatever the reason. */
    Optional<Actor> basic(String account, char[] password, String from);

    /** Creates a person's account; {@link io.shoutu.api.Problem.Invalid} on a weak password, an unknown role or a name taken. */
    Account create(String name, String displayName, Set<String> roles, char[] password, Actor by);

    /** Creates a machine account and answers its bearer token, shown this once. */
    String createMachine(String name, String displayName, Set<String> roles, Actor by);

    /** Enables or disables an account; its sessions end at once. */
    Account enable(String name, boolean enabled, Actor by);

    /**
     * Changes one's own password; all sessions of the account but the asking one end.
     *
     * @param keep token of the session that stays open, or null
     * @throws io.shoutu.api.Problem.Forbidden code {@code sign-in-refused} where the old password is wrong; counts as a failed sign-in
     * @throws io.shoutu.api.Problem.Invalid field {@code new} where the new one is weak or the old one
     */
    void changePassword(Actor self, char[] old, char[] fresh, String from, String keep);

    List<Account> accounts();
}
