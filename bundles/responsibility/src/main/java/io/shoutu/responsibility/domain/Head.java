package io.shoutu.responsibility.domain;

import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Position;
import java.time.LocalDate;

/**
 * Who heads an enterprise and since when (企业主要负责人), as it was told; the same enterprise, person and first day again changes title and last day.
 *
 * @param person id of the person
 * @param to last day, or null while it lasts
 */
public record Head(CreditCode enterprise, String person, String title, LocalDate from, LocalDate to) {
    /** The same as a position in the enterprise. */
    public Position position() {
        return new Position(person, Bearer.of(enterprise, null).unit(), title, from, to);
    }
}
