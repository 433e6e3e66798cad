package io.shoutu.api.search;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The door for what can be searched (查找来源): register one as a service and its records are found with Ctrl-K.
 *
 * <p>{@code SearchSourceContract} in the api's test artifact proves that one fits.
 */
@ConsumerType
public interface SearchSource {
    /**
     * A group of records (查找分组) it brings.
     *
     * @param kind the kind of the subjects in it, e.g. {@code hazard}; unique in the house
     * @param label what people call it, in Chinese, e.g. {@code 隐患}
     * @param order place among the groups, small first; our own stand at 100, 200, …
     * @param operation the operation of the table roles × operations that one must be allowed to be shown it, e.g. {@code hazard.read}
     */
    record Group(String kind, String label, int order, String operation) {}

    /**
     * A record that was found (查找结果).
     *
     * @param subject which record
     * @param title what people call it
     * @param hint one line more: code, place, state; may be empty
     * @param address where the console shows it, e.g. {@code #/hazards/YH-2026-000001}
     */
    record Hit(Subject subject, String title, String hint, String address) {}

    /** The groups it brings, always the same. */
    List<Group> groups();

    /**
     * The best records of one of its groups for what was typed, best first. It answers within the asker's scope only: what lies
     * outside is not found, not even by its exact number. Nothing found is an empty list.
     *
     * @param kind one of its groups
     * @param text what was typed, stripped, 1 to 60 characters, in the case it was typed
     * @param limit how many at most
     */
    List<Hit> find(String kind, String text, Actor asking, int limit);
}
