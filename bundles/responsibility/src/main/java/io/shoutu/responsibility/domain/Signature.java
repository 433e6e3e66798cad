package io.shoutu.responsibility.domain;

import java.time.Instant;

/**
 * A holder's name under the standing of his list (签认), with the figures he signed.
 *
 * @param digest SHA-256 over the acts that counted at that moment, lower-case hex: it tells later whether the same acts still stand
 */
public record Signature(long id, String number, int edition, String account, Instant at, int required, int done, int capped, String digest) {}
