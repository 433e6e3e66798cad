package io.shoutu.api.time;

import io.shoutu.api.Actor;
import io.shoutu.api.store.Tx;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Numbers (编号): gap-free series per kind and year. A void number stays visible with its reason. */
@ProviderType
public interface Numbers {
    /**
     * The next number in the caller's transaction, e.g. {@code YH-2026-000123}; a rollback gives it back.
     *
     * @param series 1 to 10 capital letters, e.g. {@code YH}
     * @param year the year of the legal day it is given on
     */
    String next(Tx tx, String series, int year);

    /**
     * The next so many numbers in the caller's transaction, in their order; for imports, where one question is asked instead of many.
     *
     * @param many 1 or more
     */
    default java.util.List<String> next(Tx tx, String series, int year, int many) {
        return java.util.stream.IntStream.range(0, many).mapToObj(i -> next(tx, series, year)).toList();
    }

    /** Declares a given number void (作废); the number is never given again. */
    void declareVoid(Tx tx, String number, String reason, Actor by);

    /** A void number and why. */
    record VoidNumber(String number, String reason, String account) {}

    List<VoidNumber> voids(String series, int year);
}
