package io.shoutu.sensor.rest;

/** How long a page of a list is (每页条数): 50 unless told, 1 to 500. */
final class Limits {
    private Limits() {}

    static int of(Integer limit) {
        return limit == null ? 50 : Math.max(1, Math.min(500, limit));
    }
}
