package io.shoutu.api.directory;

/**
 * An enterprise (企业), the fifth level of the grid.
 *
 * @param industry four-digit class of GB/T 4754-2017, or null
 * @param sector the regulators' own tag, e.g. 危险化学品
 * @param lead id of the lead department (牵头监管部门), or null where still unassigned
 * @param longitude WGS-84 degrees, or null
 * @param latitude WGS-84 degrees, or null
 */
public record Enterprise(CreditCode creditCode, String name, AreaCode area, String industry, String sector, String lead,
        Double longitude, Double latitude) {}
