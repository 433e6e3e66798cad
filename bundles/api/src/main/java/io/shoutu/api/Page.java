package io.shoutu.api;

import java.util.List;

/**
 * One page (一页) of a list, paged by key.
 *
 * @param items the rows, never null; an empty list means there are none, never that the store is broken
 * @param next opaque cursor to hand back for the following page, or null at the end
 * @param total exact count of all rows that match, over all pages
 */
public record Page<T>(List<T> items, String next, long total) {
    public Page {
        items = List.copyOf(items);
    }
}
