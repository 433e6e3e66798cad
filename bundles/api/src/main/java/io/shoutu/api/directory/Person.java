package io.shoutu.api.directory;

import java.time.LocalDate;

/**
 * A person (人员). What else is known of a person lies sealed, see {@link Contacts}.
 *
 * @param id stable code, not a national identity number
 * @param account the account the person signs in with, or null
 * @param closed last day of service, or null while it lasts
 */
public record Person(String id, String name, String unit, String account, LocalDate closed) {
    /** A person in service. */
    public Person(String id, String name, String unit, String account) {
        this(id, name, unit, account, null);
    }
}
