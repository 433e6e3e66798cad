package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.TEXT;
import static io.shoutu.hazard.domain.registers.Blank.may;
import static io.shoutu.hazard.domain.registers.Blank.must;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one ledger asks, allows and reckons (台账规则): its fields, its moves, what a move asks for, what must be there first, what follows by reckoning, the day that must not be missed. */
abstract class RegisterRules {
    static final String OFFICE = Roles.OPERATOR + ", " + Roles.INSPECTOR + ", " + Roles.PLANNER;
    static final String FIRM = Roles.RECTIFIER + ", " + Roles.OPERATOR + ", " + Roles.INSPECTOR;
    static final List<String> FIRM_KEEPERS = List.of(Roles.RECTIFIER, Roles.OPERATOR, Roles.INSPECTOR);
    static final String[] LEVELS = {"red=红（重大）", "orange=橙（较大）", "yellow=黄（一般）", "blue=蓝（低）"};

    private Lifecycle<Stage, Act> table;

    /** What is filled in when it is entered. */
    abstract List<Blank> fields();

    /** Its moves; the first state of the first move is where an entry begins. */
    abstract Lifecycle<Stage, Act> moves();

    final Lifecycle<Stage, Act> table() {
        if (table == null) {
            table = voidable(moves());
        }
        return table;
    }

    /** Whatever was entered by mistake is voided, with its reason; not what stands published, which is taken back first, nor what has ended. */
    private static Lifecycle<Stage, Act> voidable(Lifecycle<Stage, Act> moves) {
        Lifecycle.Builder<Stage, Act> all = Lifecycle.table();
        moves.moves().forEach(m -> all.move(m.from(), m.verb(), m.to(), m.role(), m.guard()));
        moves.moves().stream().map(Lifecycle.Move::from).distinct().filter(s -> s != Stage.PUBLISHED).forEach(s -> all.move(s, Act.VOIDING, Stage.VOID, OFFICE));
        return all.build();
    }

    /** Who may enter one. */
    List<String> keepers() {
        return List.of(Roles.OPERATOR, Roles.INSPECTOR, Roles.PLANNER);
    }

    /** What a move asks for. */
    List<Blank> form(Act act) {
        return reason(act);
    }

    /** What is reckoned and never typed. */
    List<Blank> reckons() {
        return List.of();
    }

    Map<String, String> reckon(Dossier d, Known known) {
        return Map.of();
    }

    /** Whether what a move says is added as a line. */
    boolean adds(Act act) {
        return false;
    }

    /** Whether a move is made by somebody else than the one before it. */
    boolean byAnother(Act act) {
        return false;
    }

    /** Checks what a move says. */
    void admit(Dossier before, Act act, Map<String, String> said) {}

    /** What is still missing before a move, in Chinese. */
    Optional<String> missing(Dossier d, Act act) {
        return Optional.empty();
    }

    Stage first(Map<String, String> values) {
        return table().moves().get(0).from();
    }

    Stage to(Dossier after, Act act) {
        return table().require(after.stage(), act).to();
    }

    /** The next day that must not be missed, or null. */
    LocalDate due(Dossier d, Known known) {
        return null;
    }

    /** What there may be only one of, or null. */
    String only(Dossier d) {
        return null;
    }

    String title(Dossier d) {
        return d.value("title");
    }

    /** Where it must be said why, it must be said. */
    static List<Blank> reason(Act act) {
        return switch (act) {
            case CLOSING, ENDING, RELEASE, RETURN, REFUSAL, DELISTING, WITHDRAWAL, VOIDING -> List.of(must("reason", "理由", "Why", TEXT));
            default -> List.of(may("reason", "说明", "Note", TEXT));
        };
    }

    Map<String, String> kept(Dossier d) {
        Map<String, String> all = new LinkedHashMap<>();
        reckons().forEach(f -> put(all, f.name(), d.value(f.name())));
        return all;
    }

    static void put(Map<String, String> all, String name, String value) {
        if (value != null) {
            all.put(name, value);
        }
    }

    static String code(String choice) {
        return choice.substring(0, choice.indexOf('='));
    }

    static String label(String choice) {
        return choice.substring(choice.indexOf('=') + 1);
    }
}
