package io.shoutu.documents.registers;

import io.shoutu.api.Problem;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Cell;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.directory.Person;
import io.shoutu.api.directory.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What people write for a unit, a division or a person (名称对照), read once for a sheet: the code, or the name where only one bears it. */
final class Names {
    private final Map<String, Area> areas = new HashMap<>();
    private final Map<String, Unit> units = new HashMap<>();
    private final Map<String, List<Unit>> unitsByName = new HashMap<>();
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, List<Person>> peopleByName = new HashMap<>();
    private final Map<String, Cell> cells = new HashMap<>();

    Names(Directory directory) {
        directory.areas().forEach(this::add);
        directory.units().forEach(this::add);
        directory.people().forEach(person -> {
            people.put(person.id(), person);
            peopleByName.computeIfAbsent(person.name(), name -> new ArrayList<>()).add(person);
        });
        directory.cells(null).forEach(this::add);
    }

    void add(Area area) {
        areas.put(area.code().text(), area);
    }

    void add(Unit unit) {
        units.put(unit.id(), unit);
        unitsByName.computeIfAbsent(unit.name(), name -> new ArrayList<>()).add(unit);
    }

    void add(Cell cell) {
        cells.put(cell.code(), cell);
    }

    Area area(String field, String code) {
        Area area = areas.get(new AreaCode(code).text());
        if (area == null) {
            throw new Problem.Invalid("area", field, "区划名录中没有 " + code + "，请先登记区划");
        }
        if (area.closed() != null) {
            throw new Problem.Invalid("area", field, "区划“" + area.name() + "”已于 " + area.closed() + " 撤销" + (area.successor() == null ? "" : "，并入 " + area.successor()));
        }
        return area;
    }

    Unit unit(String field, String text) {
        Unit byId = units.get(text);
        List<Unit> named = byId != null ? List.of(byId) : unitsByName.getOrDefault(text, List.of()).stream().filter(u -> u.closed() == null).toList();
        if (named.isEmpty()) {
            throw new Problem.Invalid("unit", field, "单位名录中没有“" + text + "”，请填单位全称或单位代码");
        }
        if (named.size() > 1) {
            throw new Problem.Invalid("unit", field, "有" + named.size() + "个单位都叫“" + text + "”，请填单位代码");
        }
        if (named.get(0).closed() != null) {
            throw new Problem.Invalid("unit", field, "单位“" + named.get(0).name() + "”已于 " + named.get(0).closed() + " 撤销");
        }
        return named.get(0);
    }

    List<String> units(String field, String text) {
        return text == null ? List.of() : Arrays.stream(text.split("[、，,;；]")).map(String::strip).filter(t -> !t.isEmpty()).map(t -> unit(field, t).id()).distinct().toList();
    }

    Person person(String field, String text) {
        Person byId = people.get(text);
        List<Person> named = byId != null ? List.of(byId) : peopleByName.getOrDefault(text, List.of()).stream().filter(p -> p.closed() == null).toList();
        if (named.isEmpty()) {
            throw new Problem.Invalid("person", field, "人员名录中没有“" + text + "”，请填人员代码或姓名");
        }
        if (named.size() > 1) {
            throw new Problem.Invalid("person", field, "有" + named.size() + "人都叫“" + text + "”，请填人员代码");
        }
        return named.get(0);
    }

    Cell cell(String field, String code) {
        Cell cell = cells.get(code);
        if (cell == null) {
            throw new Problem.Invalid("cell", field, "网格名录中没有 " + code + "，请先登记网格");
        }
        return cell;
    }

    String unitName(String id) {
        return id == null ? null : units.containsKey(id) ? units.get(id).name() : id;
    }

    Unit unitOf(String id) {
        return units.get(id);
    }

    Person personOf(String id) {
        return people.get(id);
    }

    /** What a maker refuses, as the check of a column. */
    static UnaryOperator<String> refusedBy(Consumer<String> maker) {
        return text -> {
            try {
                maker.accept(text);
                return null;
            } catch (Problem.Invalid wrong) {
                return wrong.getMessage();
            }
        };
    }

    static String id(String text, String what) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}") ? null : what + "应为1至60个字母、数字、点、横线：" + text;
    }
}
