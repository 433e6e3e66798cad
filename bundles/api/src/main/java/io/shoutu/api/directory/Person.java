package io.shoutu.api.directory;

/**
 * A person (人员).
 *
 * @param id stable code, not a national identity number
 * @param account the account the person signs in with, or null
 */
public record Person(String id, String name, String unit, String account) {}
