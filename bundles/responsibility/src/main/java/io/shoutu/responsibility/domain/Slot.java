package io.shoutu.responsibility.domain;

import java.time.LocalDate;

/**
 * One time a duty comes round (应履职一次的时段).
 *
 * @param span an act on a day in it belongs to it
 * @param due by the end of this day the required acts should be done; a day in or at the end of the span
 * @param required how many acts, at least 1
 * @param provisional whether a holiday notice still to come may move the span or the day (暂定)
 */
public record Slot(Span span, LocalDate due, int required, boolean provisional) {}
