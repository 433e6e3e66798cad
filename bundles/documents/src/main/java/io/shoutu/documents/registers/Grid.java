package io.shoutu.documents.registers;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Cell;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.GridPost;
import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Workbooks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The grid as a sheet (网格表): divisions of 12 digits and cells of 14 to 16, each with whoever looks after it. */
@Component(service = Register.class)
public final class Grid implements Register {
    private final Directory directory;

    @Activate
    public Grid(@Reference Directory directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "grid";
    }

    @Override
    public Workbooks.Sheet sheet() {
        return new Workbooks.Sheet("网格表", List.of(
                Column.of("code", "区划或网格代码", Column.Kind.CODE).need().wide(20).noted("区划12位；网格为所在区划12位加2至4位数字。上级应排在下级之前。")
                        .checked(t -> t.matches("\\d{14,16}") ? null : t.matches("\\d{12}") ? Names.refusedBy(AreaCode::new).apply(t) : "应为12位区划代码或14至16位网格代码：" + t),
                Column.of("name", "名称", Column.Kind.TEXT).need().wide(30),
                Column.choice("role", "职责", List.of("网格长", "网格员", "安全员")).wide(10).noted("填了责任人时必填。"),
                Column.of("person", "责任人", Column.Kind.TEXT).wide(18).noted("人员代码，或没有重名时的姓名；可留空。同一网格有多人时各占一行。"),
                Column.of("from", "负责起始日", Column.Kind.DATE).wide(14).noted("填了责任人时必填。"),
                Column.of("to", "负责结束日", Column.Kind.DATE).wide(14).noted("在任的留空。")));
    }

    @Override
    public Judge judge() {
        Names names = new Names(directory);
        Set<String> inSheet = new HashSet<>();
        return row -> {
            String code = (String) row.get("code");
            String name = (String) row.get("name");
            GridPost post = post(row, code, names);
            boolean node = code.length() == 12;
            Optional<String> before = node ? directory.area(new AreaCode(code)).map(Area::name) : directory.cell(code).map(Cell::name);
            boolean first = inSheet.add(code);
            if (node) {
                names.add(new Area(new AreaCode(code), name));
            } else {
                names.area("code", code.substring(0, 12));
                names.add(new Cell(code, name));
            }
            Optional<GridPost> held = post == null ? Optional.empty()
                    : directory.posts(code, post.person()).stream().filter(p -> p.role().equals(post.role()) && p.from().equals(post.from())).findFirst();
            boolean same = before.filter(name::equals).isPresent() && (post == null || held.filter(post::equals).isPresent());
            Effect effect = same ? Effect.NOTHING : before.isEmpty() && first ? Effect.CREATED : Effect.CHANGED;
            return new Change(code + (post == null ? "" : " " + post.role() + " " + post.person() + " " + post.from()), "code", effect, null, by -> {
                if (node) {
                    directory.put(new Area(new AreaCode(code), name), by);
                } else {
                    directory.put(new Cell(code, name), by);
                }
                if (post != null) {
                    directory.put(post, by);
                }
            });
        };
    }

    private static GridPost post(Map<String, Object> row, String code, Names names) {
        String person = (String) row.get("person");
        if (person == null) {
            return null;
        }
        if (row.get("role") == null) {
            throw new Problem.Invalid("role", "role", "填了责任人，请选职责");
        }
        if (row.get("from") == null) {
            throw new Problem.Invalid("from", "from", "填了责任人，请填起始日");
        }
        GridPost post = new GridPost(code, (String) row.get("role"), names.person("person", person).id(), (LocalDate) row.get("from"), (LocalDate) row.get("to"));
        if (post.to() != null && post.to().isBefore(post.from())) {
            throw new Problem.Invalid("position-dates", "to", "结束日早于起始日：" + post.from() + " 至 " + post.to());
        }
        return post;
    }

    @Override
    public Iterator<Map<String, Object>> rows(AreaCode area, String text, Actor asking) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Area each : directory.areas()) {
            if (each.closed() == null && (area == null || area.contains(each.code()))) {
                add(rows, each.code().text(), each.name());
                directory.cells(each.code()).stream().filter(c -> c.closed() == null && c.area().equals(each.code())).forEach(c -> add(rows, c.code(), c.name()));
            }
        }
        return rows.iterator();
    }

    private void add(List<Map<String, Object>> rows, String code, String name) {
        List<GridPost> posts = directory.posts(code, null);
        for (GridPost post : posts.isEmpty() ? java.util.Arrays.asList((GridPost) null) : posts) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("code", code);
            row.put("name", name);
            if (post != null) {
                row.put("role", post.role());
                row.put("person", post.person());
                row.put("from", post.from());
                row.put("to", post.to());
            }
            rows.add(row);
        }
    }
}
