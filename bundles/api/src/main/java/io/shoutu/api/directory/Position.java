package io.shoutu.api.directory;

import java.time.LocalDate;

/**
 * A position held (任职) by a person from–to.
 *
 * @param from first day in office
 * @param to last day in office, or null while it lasts
 */
public record Position(String person, String unit, String title, LocalDate from, LocalDate to) {
    public boolean heldOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
