package io.shoutu.hazard.domain.oversight;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import io.shoutu.api.access.Roles;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The check every record of this package makes first (角色与状态检查): the table names the role and the state. */
final class Gatekeeping {
    private Gatekeeping() {}

    static <S extends Enum<S> & Term, V extends Enum<V> & Term> Optional<Problem> obstacle(Lifecycle<S, V> table, S state, V verb, Actor by) {
        List<String> roles = Arrays.asList(table.moves().stream().filter(m -> m.verb() == verb).findFirst().orElseThrow().role().split(", "));
        if (roles.stream().noneMatch(by::holds)) {
            return Optional.of(new Problem.Forbidden("role-required", "“" + verb.label() + "”须由" + roles.stream().map(Roles::label).collect(Collectors.joining("或")) + "办理，您没有这个角色"));
        }
        return table.find(state, verb).isPresent() ? Optional.empty() : Optional.of(new Problem.IllegalMove("illegal-move", table.whyNot(state, verb)));
    }

    static void require(Optional<Problem> obstacle) {
        obstacle.ifPresent(p -> {
            throw p;
        });
    }
}
