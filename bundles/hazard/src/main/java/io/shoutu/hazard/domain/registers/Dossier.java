package io.shoutu.hazard.domain.registers;

import io.shoutu.api.Actor;
import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An entry of one of the county's ledgers (台账条目). What its fields mean, what may be done and what must be there first is said by its {@link Register}.
 *
 * @param values what was filled in, by field, and what was reckoned from it
 * @param lines what was added over time, oldest first; never changed
 * @param lastBy who made the last move
 * @param due the day something must not be missed, or null
 */
public record Dossier(String number, Register register, Stage stage, String enterprise, Map<String, String> values, List<Line> lines, String enteredBy, Instant enteredAt, String lastBy,
        LocalDate due, long version) {
    public static final String KIND = "register";

    /** A line added to it (台账明细): by which act, when, by whom, what. */
    public record Line(Act act, Instant entered, String by, Map<String, String> values) {}

    public Dossier {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
        lines = List.copyOf(lines);
    }

    public Subject subject() {
        return new Subject(KIND, number);
    }

    public String value(String name) {
        return values.get(name);
    }

    public LocalDate day(String name) {
        return values.get(name) == null ? null : LocalDate.parse(values.get(name));
    }

    public List<Line> lines(Act act) {
        return lines.stream().filter(l -> l.act() == act).toList();
    }

    /** The latest day that stands in lines of this act, or null. */
    public LocalDate last(Act act) {
        return lines(act).stream().map(l -> LocalDate.parse(l.values().get("day"))).max(LocalDate::compareTo).orElse(null);
    }

    public String title() {
        return register.rules().title(this);
    }

    /** A new entry; what is reckoned is put in by {@link #reckoned}. */
    public static Dossier entered(String number, Register register, Map<String, Object> given, Actor by, Instant now) {
        Map<String, String> values = Blank.read(register.rules().fields(), given);
        return new Dossier(number, register, register.rules().first(values), values.get("enterprise"), values, List.of(), by.account(), now, by.account(), null, 1);
    }

    /** With what follows from its fields and lines, and with its next due day. */
    public Dossier reckoned(Known known) {
        if (stage == Stage.VOID) {
            return new Dossier(number, register, stage, enterprise, values, lines, enteredBy, enteredAt, lastBy, null, version);
        }
        Map<String, String> all = new LinkedHashMap<>(values);
        register.rules().reckons().forEach(f -> all.remove(f.name()));
        all.putAll(register.rules().reckon(this, known));
        Dossier full = new Dossier(number, register, stage, all.getOrDefault("enterprise", enterprise), all, lines, enteredBy, enteredAt, lastBy, null, version);
        return new Dossier(number, register, stage, full.enterprise(), all, lines, enteredBy, enteredAt, lastBy, register.rules().due(full, known), version);
    }

    /** Makes a move: what the form of the move asks for is read, kept among the fields or added as a line, as the register says. */
    public Dossier act(Act act, Map<String, Object> given, Actor by, Instant now) {
        obstacle(act, by).ifPresent(p -> {
            throw p;
        });
        Map<String, String> said = Blank.read(register.moveForm(act), given);
        if (act != Act.VOIDING) {
            register.rules().admit(this, act, said);
        }
        Map<String, String> all = new LinkedHashMap<>(values);
        List<Line> more = new ArrayList<>(lines);
        if (register.adds(act)) {
            more.add(new Line(act, now, by.account(), said));
        } else {
            all.remove("reason");
            all.putAll(said);
        }
        Dossier after = new Dossier(number, register, stage, enterprise, all, more, enteredBy, enteredAt, by.account(), due, version);
        return new Dossier(number, register, act == Act.VOIDING ? Stage.VOID : register.rules().to(after, act), enterprise, all, more, enteredBy, enteredAt, by.account(), due, version);
    }

    /** Why this actor cannot do that now; empty where he can. */
    public Optional<Problem> obstacle(Act act, Actor by) {
        List<Lifecycle.Move<Stage, Act>> moves = register.table().moves().stream().filter(m -> m.verb() == act).toList();
        if (moves.isEmpty()) {
            return Optional.of(new Problem.IllegalMove("illegal-move", register.label() + "没有这一步"));
        }
        List<String> roles = Arrays.asList(moves.get(0).role().split(", "));
        if (roles.stream().noneMatch(by::holds)) {
            return Optional.of(new Problem.Forbidden("role-required", "“" + act.label() + "”须由" + roles.stream().map(Roles::label).collect(Collectors.joining("或")) + "办理，您没有这个角色"));
        }
        if (register.table().find(stage, act).isEmpty()) {
            return Optional.of(new Problem.IllegalMove("illegal-move", register.table().whyNot(stage, act)));
        }
        if (register.rules().byAnother(act) && by.account().equals(lastBy)) {
            return Optional.of(new Problem.IllegalMove("same-person", "上一步是您办理的，“" + act.label() + "”请由另一人办理"));
        }
        return act == Act.VOIDING ? Optional.empty() : register.rules().missing(this, act).map(text -> new Problem.IllegalMove("not-ready", text));
    }
}
