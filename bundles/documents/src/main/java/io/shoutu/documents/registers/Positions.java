package io.shoutu.documents.registers;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Position;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Workbooks;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Positions as a sheet (任职表): one row per holder and time. */
@Component(service = Register.class)
public final class Positions implements Register {
    private final Directory directory;

    @Activate
    public Positions(@Reference Directory directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "positions";
    }

    @Override
    public Workbooks.Sheet sheet() {
        return new Workbooks.Sheet("任职表", List.of(
                Column.of("person", "人员", Column.Kind.TEXT).need().wide(18).noted("人员代码，或没有重名时的姓名。"),
                Column.of("unit", "单位", Column.Kind.TEXT).need().wide(30).noted("单位名称或代码。"),
                Column.of("title", "职务", Column.Kind.TEXT).need().wide(24),
                Column.of("from", "任职起始日", Column.Kind.DATE).need().wide(14),
                Column.of("to", "任职结束日", Column.Kind.DATE).wide(14).noted("在任的留空。")));
    }

    @Override
    public Judge judge() {
        Names names = new Names(directory);
        return row -> {
            Position wanted = new Position(names.person("person", (String) row.get("person")).id(), names.unit("unit", (String) row.get("unit")).id(), (String) row.get("title"),
                    (LocalDate) row.get("from"), (LocalDate) row.get("to"));
            if (wanted.to() != null && wanted.to().isBefore(wanted.from())) {
                throw new Problem.Invalid("position-dates", "to", "任职结束日早于起始日：" + wanted.from() + " 至 " + wanted.to());
            }
            Optional<Position> before = directory.history(wanted.unit(), wanted.person()).stream()
                    .filter(p -> p.title().equals(wanted.title()) && p.from().equals(wanted.from())).findFirst();
            return new Change(wanted.person() + " " + wanted.unit() + " " + wanted.title() + " " + wanted.from(), "person",
                    before.isEmpty() ? Effect.CREATED : before.get().equals(wanted) ? Effect.NOTHING : Effect.CHANGED, null, by -> directory.put(wanted, by));
        };
    }

    @Override
    public Iterator<Map<String, Object>> rows(AreaCode area, String text, Actor asking) {
        Names names = new Names(directory);
        return directory.history(null, null).stream().filter(p -> {
            Unit unit = names.unitOf(p.unit());
            return unit != null && asking.scope().admits(unit.area(), unit.id(), null) && (area == null || area.contains(unit.area()));
        }).map(p -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("person", p.person());
            row.put("unit", names.unitName(p.unit()));
            row.put("title", p.title());
            row.put("from", p.from());
            row.put("to", p.to());
            return row;
        }).iterator();
    }
}
