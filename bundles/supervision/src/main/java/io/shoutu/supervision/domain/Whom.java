package io.shoutu.supervision.domain;

import io.shoutu.api.Scope;
import java.util.Set;

/**
 * Whose eyes a question is asked for (查看人).
 *
 * @param addressed the ways the asking one is addressed, e.g. {@code unit:yjj}, {@code person:ld03}; papers that went out to one of these he sees whatever his scope
 * @param drafts whether papers that have not gone out are shown
 */
public record Whom(Scope scope, Set<String> addressed, boolean drafts) {
    public static final Whom EVERYBODY = new Whom(Scope.EVERYWHERE, Set.of(), true);
}
