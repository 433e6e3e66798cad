package io.shoutu.sensor.domain;

import java.util.List;

/**
 * A trend (趋势): a time range in buckets of equal width (the last may be shorter).
 *
 * @param from inclusive, epoch milliseconds
 * @param to exclusive
 * @param width of a bucket in milliseconds
 */
public record Trend(long from, long to, long width, List<Bucket> buckets) {

    /** One bucket. Where {@code count} is 0 the figures mean nothing. */
    public record Bucket(long from, double min, double max, double avg, long count) {}

    public Trend {
        buckets = List.copyOf(buckets);
    }
}
