package io.shoutu.responsibility.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.access.Places.Place;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Enterprise;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import java.util.List;
import java.util.Optional;

/**
 * Who bears a list (责任主体): a position, or a body as a whole; in a unit, or in an enterprise. A list is never a person's: the person comes from who holds the position (R3).
 *
 * @param unit id of the unit, e.g. of 县委常委会, or {@code enterprise:} and a credit code
 * @param title the position in it, e.g. 县委书记, or null where the body bears the list itself (常委会、常务会)
 */
public record Bearer(String unit, String title) {
    private static final String ENTERPRISE = "enterprise:";
    /** The position of who heads an enterprise; source: 安全生产法第五条, 主要负责人是本单位安全生产第一责任人. */
    public static final String HEAD = "主要负责人";

    public Bearer {
        if (unit == null || unit.isBlank()) {
            throw new Problem.Invalid("required", "unit", "请选择责任主体所在单位");
        }
        if (unit.startsWith(ENTERPRISE)) {
            unit = ENTERPRISE + new CreditCode(unit.substring(ENTERPRISE.length())).text();
        }
    }

    /** Of an enterprise (企业). @param title or null where the enterprise as a whole bears it */
    public static Bearer of(CreditCode enterprise, String title) {
        return new Bearer(ENTERPRISE + enterprise.text(), title);
    }

    /** The enterprise, where it is one. */
    public Optional<CreditCode> enterprise() {
        return unit.startsWith(ENTERPRISE) ? Optional.of(new CreditCode(unit.substring(ENTERPRISE.length()))) : Optional.empty();
    }

    public boolean body() {
        return title == null;
    }

    /** What people call the unit or enterprise, or empty where the directory has none such. */
    public Optional<String> known(Directory directory) {
        return enterprise().map(code -> directory.enterprise(code).map(Enterprise::name)).orElseGet(() -> directory.unit(unit).map(Unit::name));
    }

    /** The same; its id where the directory has none such. */
    public String unitName(Directory directory) {
        return known(directory).orElse(unit);
    }

    /** Unit and position as people read them. */
    public String label(Directory directory) {
        return unitName(directory) + (body() ? "" : " " + title);
    }

    /** Where its lists lie: an enterprise's with the enterprise and who supervises it. */
    public Place place(Directory directory) {
        return enterprise().map(code -> directory.enterprise(code).map(e -> new Place(e.area(), e.lead(), code)).orElse(new Place(null, null, code)))
                .orElseGet(() -> new Place(directory.unit(unit).map(Unit::area).orElse(null), unit, null));
    }

    /** Those of these positions, ever held, that are this one. */
    public List<Position> held(List<Position> history) {
        return history.stream().filter(position -> position.unit().equals(unit) && position.title().equals(title)).toList();
    }
}
