package io.shoutu.api.directory;

import java.time.LocalDate;

/**
 * A unit (单位): department, committee, township, office.
 *
 * @param id short stable code, e.g. {@code yjj}
 * @param area where it belongs
 * @param parent id of the unit above, or null
 * @param kind what sort of unit it is, or null where nobody has said
 * @param closed last day it existed, or null while it does
 */
public record Unit(String id, String name, AreaCode area, String parent, Kind kind, LocalDate closed) {
    /** The sort of unit (单位类别). */
    public enum Kind {
        PARTY_GOVERNMENT("党委政府"), DEPARTMENT("部门"), COMMITTEE("专委会"), TOWNSHIP("乡镇街道"), PARK("园区管委会"), VILLAGE("村居"), OFFICE("科室站所"), OTHER("其他");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** What people read, in Chinese. */
        public String label() {
            return label;
        }
    }

    /** A unit that exists and of which nobody has said what sort it is. */
    public Unit(String id, String name, AreaCode area, String parent) {
        this(id, name, area, parent, null, null);
    }
}
