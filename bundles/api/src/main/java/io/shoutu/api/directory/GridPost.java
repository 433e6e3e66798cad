package io.shoutu.api.directory;

import java.time.LocalDate;

/**
 * Who looks after a node of the grid (网格责任人) from–to.
 *
 * @param node division code, cell code or credit code
 * @param role e.g. 网格长, 网格员, 安全总监
 * @param person id of the person
 * @param from first day
 * @param to last day, or null while it lasts
 */
public record GridPost(String node, String role, String person, LocalDate from, LocalDate to) {
    public boolean heldOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
