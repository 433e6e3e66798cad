package io.shoutu.supervision.domain;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One thing that was done with a paper (办理经过).
 *
 * @param by account
 * @param onBehalf whether an officer recorded it for the addressee, from a receipt or a letter on paper
 * @param said words given along, or null
 * @param day legal day that belongs to it: of the interview, asked for, published on, or null
 * @param month {@code yyyy-MM} a progress report is about, or null
 * @param people host, experts, those present, or null
 */
public record Deed(Verb verb, String by, Instant at, boolean onBehalf, String said, LocalDate day, String month, String people) {}
