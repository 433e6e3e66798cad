package io.shoutu.api;

/**
 * A move offered on a record (可办事项), for pages and callers: allowed now, or why not.
 *
 * @param verb word of the verb, e.g. {@code accept}
 * @param label Chinese name for the button
 * @param method HTTP method
 * @param address path to send it to, e.g. {@code /api/hazards/YH-2026-000123/acceptance}
 * @param role who may do it
 * @param allowed whether the asking actor may do it now
 * @param whyNot Chinese reason where it is not allowed, else null
 * @param code stable code of that reason, as the refusal of the move itself would have it, so that programs and other languages can
 *     tell it; null where it is allowed, or where whoever offers it gave none
 */
public record Offer(String verb, String label, String method, String address, String role, boolean allowed, String whyNot, String code) {
    public Offer(String verb, String label, String method, String address, String role, boolean allowed, String whyNot) {
        this(verb, label, method, address, role, allowed, whyNot, null);
    }

    public static Offer allowed(String verb, String label, String address, String role) {
        return new Offer(verb, label, "POST", address, role, true, null);
    }

    public static Offer refused(String verb, String label, String address, String role, String whyNot) {
        return refused(verb, label, address, role, null, whyNot);
    }

    public static Offer refused(String verb, String label, String address, String role, String code, String whyNot) {
        return new Offer(verb, label, "POST", address, role, false, whyNot, code);
    }

    /** Refused for the reason the move itself would be refused with. */
    public static Offer refused(String verb, String label, String address, String role, Problem why) {
        return refused(verb, label, address, role, why.code(), why.getMessage());
    }
}
