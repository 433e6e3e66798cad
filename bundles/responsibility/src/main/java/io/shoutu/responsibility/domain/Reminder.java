package io.shoutu.responsibility.domain;

import java.time.LocalDate;

/**
 * A reminder that was given (提醒记录).
 *
 * @param slot first day of the slot
 * @param step see {@link Stage.Call}
 * @param addressee as notices write it
 * @param notice id of the notice, whose receipts tell how far it got; null where notices were away, or nobody could be named
 */
public record Reminder(String number, int edition, String code, LocalDate slot, Stage stage, int step, String slotLabel, LocalDate due, LocalDate on, String addressee, String notice) {}
