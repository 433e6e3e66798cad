package io.shoutu.documents.registers;

import io.shoutu.api.Actor;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Contacts;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Unit;
import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Workbooks;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** People as a sheet (人员名录表). Telephone numbers go in and never out. */
@Component(service = Register.class)
public final class People implements Register {
    private final Directory directory;
    private final Contacts contacts;

    @Activate
    public People(@Reference Directory directory, @Reference Contacts contacts) {
        this.directory = directory;
        this.contacts = contacts;
    }

    @Override
    public String name() {
        return "people";
    }

    @Override
    public Workbooks.Sheet sheet() {
        return new Workbooks.Sheet("人员名录", List.of(
                Column.of("id", "人员代码", Column.Kind.TEXT).need().wide(18).noted("单位自编、不变的代码；不要用身份证号码。")
                        .checked(t -> t.matches("\\d{17}[0-9Xx]") ? "不要用身份证号码作人员代码" : Names.id(t, "人员代码")),
                Column.of("name", "姓名", Column.Kind.TEXT).need().wide(14),
                Column.of("unit", "所在单位", Column.Kind.TEXT).need().wide(30).noted("单位名称或代码，须已在单位名录中。"),
                Column.of("phone", "联系电话", Column.Kind.CODE).wide(18).noted("加密保存；导出时留空。已登记过的不会被覆盖。").checked(Enterprises::phone)));
    }

    @Override
    public Judge judge() {
        Names names = new Names(directory);
        return row -> {
            String id = (String) row.get("id");
            Optional<Person> before = Optional.ofNullable(names.personOf(id));
            Person wanted = new Person(id, (String) row.get("name"), names.unit("unit", (String) row.get("unit")).id(), before.map(Person::account).orElse(null),
                    before.map(Person::closed).orElse(null));
            Subject subject = new Subject("person", id);
            String phone = (String) row.get("phone");
            boolean known = phone != null && before.isPresent() && contacts.kept(subject).contains(Contacts.PHONE);
            boolean keep = phone != null && !known;
            Effect effect = before.isEmpty() ? Effect.CREATED : before.get().equals(wanted) && !keep ? Effect.NOTHING : Effect.CHANGED;
            return new Change(id, "id", effect, known ? "电话已登记过，未改动" : null, by -> {
                directory.put(wanted, by);
                if (keep) {
                    contacts.keep(subject, Contacts.PHONE, phone, by);
                }
            });
        };
    }

    @Override
    public Iterator<Map<String, Object>> rows(AreaCode area, String text, Actor asking) {
        Names names = new Names(directory);
        return directory.people().stream().filter(p -> {
            Unit unit = names.unitOf(p.unit());
            return unit != null && asking.scope().admits(unit.area(), unit.id(), null) && (area == null || area.contains(unit.area()));
        }).filter(p -> text == null || p.name().contains(text) || p.id().contains(text)).map(p -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", p.id());
            row.put("name", p.name());
            row.put("unit", names.unitName(p.unit()));
            return row;
        }).iterator();
    }
}
