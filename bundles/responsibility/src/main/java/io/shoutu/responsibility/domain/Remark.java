package io.shoutu.responsibility.domain;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What was said about a duty in one of its slots (填报说明). It performs nothing: only records of real work do.
 *
 * @param slot first day of the slot
 * @param planned the day it is now meant for, or null; earlier remarks keep the day that was meant before (R13)
 */
public record Remark(long id, String number, int edition, String code, LocalDate slot, String text, LocalDate planned, String account, Instant made) {}
