package io.shoutu.api.directory;

import java.time.LocalDate;
import java.util.List;

/**
 * An enterprise (企业), the fifth level of the grid.
 *
 * @param industry four-digit class of GB/T 4754-2017, or null
 * @param sector the regulators' own tag, e.g. 危险化学品
 * @param lead id of the lead department (牵头监管部门), or null where still unassigned
 * @param longitude CGCS2000 (EPSG:4490) degrees, or null
 * @param latitude CGCS2000 (EPSG:4490) degrees, or null
 * @param scale size by the statistics bureau's division of enterprises (统计上大中小微型企业划分办法), or null
 * @param address in words, or null
 * @param safetyManager name of its safety manager (安全管理人员), or null; the telephone lies sealed, see {@link Contacts}
 * @param departments ids of the other supervising departments, never null
 * @param cell code of the grid cell it stands in, or null
 * @param closed last day it worked, or null while it does
 */
public record Enterprise(CreditCode creditCode, String name, AreaCode area, String industry, String sector, String lead,
        Double longitude, Double latitude, Scale scale, String address, String safetyManager, List<String> departments, String cell, LocalDate closed) {
    /** The size of an enterprise (企业规模). */
    public enum Scale {
        LARGE("大型"), MEDIUM("中型"), SMALL("小型"), MICRO("微型");

        private final String label;

        Scale(String label) {
            this.label = label;
        }

        /** What people read, in Chinese. */
        public String label() {
            return label;
        }
    }

    public Enterprise {
        departments = departments == null ? List.of() : List.copyOf(departments);
    }

    /** An enterprise of which only the bare bones are known. */
    public Enterprise(CreditCode creditCode, String name, AreaCode area, String industry, String sector, String lead, Double longitude, Double latitude) {
        this(creditCode, name, area, industry, sector, lead, longitude, latitude, null, null, null, List.of(), null, null);
    }
}
