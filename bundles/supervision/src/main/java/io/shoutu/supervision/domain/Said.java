package io.shoutu.supervision.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * What is handed in with a move (办理表单); what a verb needs of it says {@link Verb} and {@link Instrument#move}.
 *
 * @param files ids of stored attachments
 */
public record Said(String text, LocalDate day, String month, String people, List<String> files) {
    public static final Said NOTHING = new Said(null, null, null, null, List.of());

    public Said {
        files = files == null ? List.of() : List.copyOf(files);
    }

    public static Said of(String text) {
        return new Said(text, null, null, null, List.of());
    }

    public static Said on(LocalDate day, String text) {
        return new Said(text, day, null, null, List.of());
    }
}
