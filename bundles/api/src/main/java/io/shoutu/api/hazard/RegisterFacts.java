package io.shoutu.api.hazard;

/**
 * What the room {@code hazard} tells about the county's smaller ledgers (专项台账事实): six mechanisms, joint control, elimination, new risks, five in place, safety spending, worrying spots,
 * standardisation, major hazard installations, monthly self-reports, public disclosure. The subject is {@code register/<number>}; every fact carries {@code register}, {@code state},
 * {@code title}, {@code enterprise} (credit code or null) and what was reckoned, e.g. {@code s}, {@code r} and {@code grade} of an installation.
 */
public final class RegisterFacts {
    public static final String KIND = "register";

    public static final String ENTERED = "hazard.register-entered";
    /** With {@code act} and {@code note} or null; a disclosure is published by {@code PUBLICATION} and taken back by {@code WITHDRAWAL}. */
    public static final String MOVED = "hazard.register-moved";
    /** The day that must not be missed came; with {@code due}. */
    public static final String DUE = "hazard.register-due";

    private RegisterFacts() {}
}
