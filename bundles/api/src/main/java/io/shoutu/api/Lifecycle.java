package io.shoutu.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The lifecycle (生命周期) of a record as an immutable table: from, verb, to, role, guard.
 *
 * <p>The table forbids what it does not name, draws its own picture and tells a page which buttons to show. Guards are names
 * here; the record that owns the lifecycle checks them, because only it knows its data.
 *
 * @param <S> the states, an enum with Chinese labels
 * @param <V> the verbs, an enum with Chinese labels
 */
public final class Lifecycle<S extends Enum<S> & Term, V extends Enum<V> & Term> {

    /**
     * One allowed move (一步).
     *
     * @param role who may do it; {@code "*"} is anyone signed in
     * @param guard name of the condition the record checks, empty where there is none
     */
    public record Move<S, V>(S from, V verb, S to, String role, String guard) {}

    private final List<Move<S, V>> moves;

    private Lifecycle(List<Move<S, V>> moves) {
        this.moves = List.copyOf(moves);
    }

    public static <S extends Enum<S> & Term, V extends Enum<V> & Term> Builder<S, V> table() {
        return new Builder<>();
    }

    /** Collects the rows of the table; the same (from, verb) twice is refused, unless each names its own guard and leads elsewhere. */
    public static final class Builder<S extends Enum<S> & Term, V extends Enum<V> & Term> {
        private final List<Move<S, V>> moves = new ArrayList<>();

        public Builder<S, V> move(S from, V verb, S to, String role, String guard) {
            if (moves.stream().anyMatch(m -> m.from() == from && m.verb() == verb
                    && (m.to() == to || m.guard().isEmpty() || guard.isEmpty() || m.guard().equals(guard)))) {
                throw new IllegalArgumentException("two moves for " + from + " " + verb);
            }
            moves.add(new Move<>(from, verb, to, role, guard));
            return this;
        }

        public Builder<S, V> move(S from, V verb, S to, String role) {
            return move(from, verb, to, role, "");
        }

        public Lifecycle<S, V> build() {
            return new Lifecycle<>(moves);
        }
    }

    /** The row for this verb in this state, or empty where the table has none; the first where guards choose between several. */
    public Optional<Move<S, V>> find(S state, V verb) {
        return moves.stream().filter(m -> m.from() == state && m.verb() == verb).findFirst();
    }

    /**
     * The row that leads there, for a verb whose guards choose between several states.
     *
     * @throws Problem.IllegalMove code {@code illegal-move} where the table has no such row
     */
    public Move<S, V> require(S state, V verb, S to) {
        return moves.stream().filter(m -> m.from() == state && m.verb() == verb && m.to() == to).findFirst()
                .orElseThrow(() -> new Problem.IllegalMove("illegal-move", whyNot(state, verb)));
    }

    /**
     * The row for this verb in this state; the first where guards choose between several.
     *
     * @throws Problem.IllegalMove code {@code illegal-move}, naming in Chinese what is possible instead
     */
    public Move<S, V> require(S state, V verb) {
        return find(state, verb).orElseThrow(() -> new Problem.IllegalMove("illegal-move", whyNot(state, verb)));
    }

    /** Says in Chinese why a verb is not possible in a state, naming the states where it is. */
    public String whyNot(S state, V verb) {
        String where = moves.stream().filter(m -> m.verb() == verb).map(m -> "“" + m.from().label() + "”").distinct().collect(Collectors.joining("、"));
        return "当前状态为“" + state.label() + "”，不能" + verb.label() + (where.isEmpty() ? "" : "；只有在" + where + "时才可以");
    }

    /** All moves out of a state, in the order of the table. */
    public List<Move<S, V>> from(S state) {
        return moves.stream().filter(m -> m.from() == state).toList();
    }

    /** The whole table, in its order. */
    public List<Move<S, V>> moves() {
        return moves;
    }

    /** The picture of this table as a Mermaid state diagram with Chinese labels. */
    public String mermaid() {
        StringBuilder out = new StringBuilder("stateDiagram-v2\n");
        moves.stream().flatMap(m -> java.util.stream.Stream.of(m.from(), m.to())).distinct()
                .forEach(s -> out.append("    ").append(s.name()).append(" : ").append(s.label()).append('\n'));
        if (!moves.isEmpty()) {
            out.append("    [*] --> ").append(moves.get(0).from().name()).append('\n');
        }
        for (Move<S, V> m : moves) {
            out.append("    ").append(m.from().name()).append(" --> ").append(m.to().name()).append(" : ").append(m.verb().label());
            if (!m.guard().isEmpty()) {
                out.append(" [").append(m.guard()).append(']');
            }
            out.append('\n');
        }
        moves.stream().map(Move::to).distinct().filter(s -> from(s).isEmpty())
                .forEach(s -> out.append("    ").append(s.name()).append(" --> [*]\n"));
        return out.toString();
    }
}
