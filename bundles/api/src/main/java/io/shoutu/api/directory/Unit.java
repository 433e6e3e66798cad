package io.shoutu.api.directory;

/**
 * A unit (单位): department, township, office.
 *
 * @param id short stable code, e.g. {@code yjj}
 * @param area where it belongs
 * @param parent id of the unit above, or null
 */
public record Unit(String id, String name, AreaCode area, String parent) {}
