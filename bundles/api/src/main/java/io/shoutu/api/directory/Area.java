package io.shoutu.api.directory;

import java.time.LocalDate;

/**
 * A division of the grid (网格区划).
 *
 * @param closed last day it stood, or null while it stands (撤并)
 * @param successor where what lay in it went when it was closed, or null
 */
public record Area(AreaCode code, String name, LocalDate closed, AreaCode successor) {
    /** A division that stands. */
    public Area(AreaCode code, String name) {
        this(code, name, null, null);
    }
}
