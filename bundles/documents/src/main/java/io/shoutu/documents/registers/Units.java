package io.shoutu.documents.registers;

import io.shoutu.api.Actor;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Workbooks;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Units as a sheet (单位名录表). */
@Component(service = Register.class)
public final class Units implements Register {
    private final Directory directory;

    @Activate
    public Units(@Reference Directory directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "units";
    }

    @Override
    public Workbooks.Sheet sheet() {
        return new Workbooks.Sheet("单位名录", List.of(
                Column.of("id", "单位代码", Column.Kind.TEXT).need().wide(16).noted("简短、不变的代码，如 yjj。").checked(t -> Names.id(t, "单位代码")),
                Column.of("name", "单位名称", Column.Kind.TEXT).need().wide(36).noted("全称。"),
                Column.choice("kind", "单位类别", Arrays.stream(Unit.Kind.values()).map(Unit.Kind::label).toList()).wide(14),
                Column.of("area", "区划代码", Column.Kind.CODE).need().wide(16).noted("12位，须已在区划名录中。").checked(Names.refusedBy(AreaCode::new)),
                Column.of("parent", "上级单位", Column.Kind.TEXT).wide(30).noted("名称或代码；在本表中时应排在下级之前。")));
    }

    @Override
    public Judge judge() {
        Names names = new Names(directory);
        return row -> {
            String parent = (String) row.get("parent");
            String kind = (String) row.get("kind");
            Optional<Unit> before = Optional.ofNullable(names.unitOf((String) row.get("id")));
            Unit wanted = new Unit((String) row.get("id"), (String) row.get("name"), names.area("area", (String) row.get("area")).code(),
                    parent == null ? null : names.unit("parent", parent).id(),
                    kind == null ? null : Arrays.stream(Unit.Kind.values()).filter(k -> k.label().equals(kind)).findFirst().orElseThrow(), before.map(Unit::closed).orElse(null));
            if (wanted.id().equals(wanted.parent())) {
                throw new io.shoutu.api.Problem.Invalid("unit-circle", "parent", "上级单位不能是自己");
            }
            names.add(wanted);
            return new Change(wanted.id(), "id", before.isEmpty() ? Effect.CREATED : before.get().equals(wanted) ? Effect.NOTHING : Effect.CHANGED, null, by -> directory.put(wanted, by));
        };
    }

    @Override
    public Iterator<Map<String, Object>> rows(AreaCode area, String text, Actor asking) {
        Names names = new Names(directory);
        return directory.units().stream().filter(u -> area == null || area.contains(u.area())).filter(u -> text == null || u.name().contains(text) || u.id().contains(text)).map(u -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", u.id());
            row.put("name", u.name());
            row.put("kind", u.kind() == null ? null : u.kind().label());
            row.put("area", u.area().text());
            row.put("parent", names.unitName(u.parent()));
            return row;
        }).iterator();
    }
}
