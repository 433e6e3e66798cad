package io.shoutu.edge.settings;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Roles;
import io.shoutu.api.edge.Settings;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.UnitOfWork;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings (配置) of every bundle that declares some: read from their metatype and files, changed with a journal entry. */
@Component(service = Settings.class)
public final class HouseSettings implements Settings {
    /** Kind of subject a group of settings is; its number is the PID. */
    public static final String SETTING = "setting";
    public static final String CHANGED = "edge.setting-changed";
    private static final Logger LOG = LoggerFactory.getLogger(HouseSettings.class);
    public static final String REMOVED = "edge.setting-removed";
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";
    private static final int LONGEST = 2_000;

    private final UnitOfWork work;
    private final Journal journal;
    private final Clock clock;
    private final Supplier<Map<String, Metatype.Declared>> declared;
    /** Null where the platform reads the operator's files themselves, as in a container that ./run did not start. */
    private final SettingFiles files;

    @Activate
    public HouseSettings(BundleContext context, @Reference UnitOfWork work, @Reference Journal journal, @Reference Clock clock) {
        this(work, journal, clock, () -> declared(context), files(context));
    }

    HouseSettings(UnitOfWork work, Journal journal, Clock clock, Supplier<Map<String, Metatype.Declared>> declared, SettingFiles files) {
        this.work = work;
        this.journal = journal;
        this.clock = clock;
        this.declared = declared;
        this.files = files;
    }

    private static SettingFiles files(BundleContext context) {
        String base = context.getProperty("shoutu.etc");
        String read = context.getProperty("karaf.etc");
        return base == null || read == null || Path.of(base).equals(Path.of(read)) ? null
                : new SettingFiles(Path.of(base), Path.of(context.getProperty("shoutu.data")).resolve("settings"), Path.of(read));
    }

    private static Map<String, Metatype.Declared> declared(BundleContext context) {
        Map<String, Metatype.Declared> all = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            Enumeration<URL> found = bundle.getState() == Bundle.UNINSTALLED || bundle.getSymbolicName() == null || !ours(bundle) ? null
                    : bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
            if (found == null) {
                continue;
            }
            try {
                Metatype.of(bundle.getSymbolicName(), Collections.list(found)).forEach(all::putIfAbsent);
            } catch (IOException e) {
                LOG.warn("the settings of {} cannot be told", bundle.getSymbolicName(), e);
            }
        }
        return all;
    }

    /** Our rooms, and whatever was built against our api: Karaf's own bundles have settings too, which are not for this page. */
    private static boolean ours(Bundle bundle) {
        String imports = bundle.getHeaders().get("Import-Package");
        return bundle.getSymbolicName().startsWith("io.shoutu.") || imports != null && imports.contains("io.shoutu.api");
    }

    @Override
    public List<Group> groups() {
        return declared.get().values().stream().flatMap(d -> !d.several() ? Stream.of(shown(d))
                : files == null ? Stream.empty() : files.names(d.pid()).stream().map(name -> shown(one(d, name)))).toList();
    }

    @Override
    public List<Several> several() {
        return files == null ? List.of() : declared.get().values().stream().filter(Metatype.Declared::several).map(d -> new Several(d.pid(), d.label(), d.description(), d.bundle(),
                one(d, "new").attributes().values().stream().map(a -> shown(a, Map.of(), Map.of())).toList(), d.role(), d.english())).toList();
    }

    /** One of several: what was declared for all of them, under its name and in one hand. */
    private static Metatype.Declared one(Metatype.Declared several, String name) {
        Map<String, Metatype.Attribute> attributes = new LinkedHashMap<>();
        several.attributes().forEach((key, a) -> attributes.put(key, a.by(several.role())));
        return new Metatype.Declared(several.pid() + '-' + name, several.label() + " · " + name, several.description(), several.bundle(), false, attributes,
                several.english() == null || several.english().label() == null ? several.english() : new Said(several.english().label() + " · " + name, several.english().description()));
    }

    private Metatype.Declared known(String pid) {
        Map<String, Metatype.Declared> all = declared.get();
        Metatype.Declared group = all.get(pid);
        if (group != null && !group.several()) {
            return group;
        }
        Metatype.Declared several = all.values().stream().filter(d -> d.several() && pid.startsWith(d.pid() + '-')).findFirst()
                .orElseThrow(() -> new Problem.NotFound("setting-not-found", "没有这组配置：" + pid));
        String name = pid.substring(several.pid().length() + 1);
        if (!name.matches(NAME)) {
            throw new Problem.Invalid("setting-name", "name", "名称应为 1–40 个小写字母、数字或横线，以字母或数字开头：" + name);
        }
        return one(several, name);
    }

    @Override
    public synchronized void remove(String pid, Actor by) {
        if (files == null) {
            throw fixed();
        }
        Metatype.Declared group = known(pid);
        if (declared.get().containsKey(pid)) {
            throw new Problem.IllegalMove("setting-file", "这组配置是平台自带的，不能删除，只能恢复各项的值");
        }
        group.attributes().values().stream().findFirst().ifPresent(a -> allowed(a, by));
        if (files.byOperator(pid)) {
            throw new Problem.IllegalMove("setting-file", "“" + group.label() + "”写在配置文件 " + pid + ".cfg 中，请在服务器上删除该文件");
        }
        Map<String, String> before = files.changed(pid);
        if (before.isEmpty()) {
            return;
        }
        List<Map<String, Object>> was = before.entrySet().stream().<Map<String, Object>>map(e -> {
            Metatype.Attribute a = group.attributes().get(e.getKey());
            return a == null || a.secret() ? Map.of("key", e.getKey(), "label", a == null ? e.getKey() : a.label(), "secret", true)
                    : Map.of("key", e.getKey(), "label", a.label(), "before", e.getValue(), "after", "");
        }).toList();
        try {
            work.execute(tx -> {
                journal.write(tx, new Fact(new Subject(SETTING, pid), REMOVED, clock.instant(), by, Map.of("title", "删除配置 " + group.label(), "changes", was)));
                files.remove(pid);
            });
        } catch (RuntimeException untold) {
            putBack(pid, before, untold);
            throw untold;
        }
        LOG.info("settings of {} removed by {}", pid, by.account());
    }

    private void putBack(String pid, Map<String, String> before, RuntimeException untold) {
        try {
            if (before.isEmpty() && !files.byOperator(pid) && !declared.get().containsKey(pid)) {
                files.remove(pid);
            } else {
                files.write(pid, before);
            }
        } catch (IOException e) {
            untold.addSuppressed(e);
        }
    }

    private static Problem.IllegalMove fixed() {
        return new Problem.IllegalMove("settings-fixed", "平台不是由 ./run 或系统服务启动的，配置只能在文件中修改");
    }

    private Group shown(Metatype.Declared group) {
        Map<String, String> written = files == null ? Map.of() : files.written(group.pid());
        Map<String, String> changed = files == null ? Map.of() : files.changed(group.pid());
        List<Setting> settings = group.attributes().values().stream().map(a -> shown(a, written, changed)).toList();
        return new Group(group.pid(), group.label(), group.description(), group.bundle(), settings, group.english());
    }

    private static Setting shown(Metatype.Attribute a, Map<String, String> written, Map<String, String> changed) {
        String from = changed.containsKey(a.key()) ? "page" : written.containsKey(a.key()) ? "file" : "usual";
        return new Setting(a.key(), a.label(), a.description(), a.type(), a.several(), a.least(), a.most(), a.choices(), a.secret() ? null : a.usual(),
                a.secret() ? null : held(a, written, changed), from, a.secret(), a.restart(), a.role(), a.english());
    }

    private static String held(Metatype.Attribute a, Map<String, String> written, Map<String, String> changed) {
        return changed.getOrDefault(a.key(), written.getOrDefault(a.key(), a.usual()));
    }

    @Override
    public synchronized Group change(String pid, Map<String, String> values, Actor by) {
        if (files == null) {
            throw fixed();
        }
        Metatype.Declared group = known(pid);
        Map<String, String> written = files.written(pid);
        Map<String, String> before = files.changed(pid);
        Map<String, String> after = new LinkedHashMap<>(before);
        List<Map<String, Object>> moves = new ArrayList<>();
        values.forEach((key, value) -> {
            Metatype.Attribute a = group.attributes().get(key);
            if (a == null) {
                throw new Problem.Invalid("setting-unknown", key, "“" + group.label() + "”没有配置项 " + key);
            }
            if (value == null) {
                after.remove(key);
            } else if (!value.strip().equals(held(a, written, before)) || a.secret()) {
                check(a, value.strip());
                after.put(key, value.strip());
            }
            String old = held(a, written, before);
            String fresh = held(a, written, after);
            if (!Objects.equals(old, fresh)) {
                allowed(a, by);
                moves.add(a.secret() ? Map.of("key", key, "label", a.label(), "secret", true) : Map.of("key", key, "label", a.label(), "before", old, "after", fresh));
            } else if (!Objects.equals(before.get(key), after.get(key))) {
                allowed(a, by);
            }
        });
        if (!after.equals(before)) {
            keep(group, before, after, moves, by);
        }
        return shown(group);
    }

    private void keep(Metatype.Declared group, Map<String, String> before, Map<String, String> after, List<Map<String, Object>> moves, Actor by) {
        try {
            work.execute(tx -> {
                if (!moves.isEmpty()) {
                    journal.write(tx, new Fact(new Subject(SETTING, group.pid()), CHANGED, clock.instant(), by, Map.of("title", "配置 " + group.label(), "changes", moves)));
                }
                files.write(group.pid(), after);
            });
        } catch (RuntimeException untold) {
            // What cannot be journaled does not hold.
            putBack(group.pid(), before, untold);
            throw untold;
        }
        LOG.info("settings of {} changed by {}: {}", group.pid(), by.account(), moves.stream().map(m -> m.get("key")).toList());
    }

    private static void allowed(Metatype.Attribute a, Actor by) {
        if (by.kind() != Actor.Kind.SYSTEM && !by.roles().contains(a.role())) {
            throw new Problem.Forbidden("setting-role", "“" + a.label() + "”由" + Roles.label(a.role()) + "修改");
        }
    }

    private static void check(Metatype.Attribute a, String value) {
        if (value.length() > LONGEST || value.chars().anyMatch(c -> c < 0x20)) {
            throw new Problem.Invalid("setting-text", a.key(), "“" + a.label() + "”不超过 " + LONGEST + " 个字，且不能换行");
        }
        if (value.contains("${")) {
            throw new Problem.Invalid("setting-text", a.key(), "“" + a.label() + "”中不能写 ${…}；需要引用环境时请改配置文件");
        }
        List<String> each = a.several() ? Arrays.stream(value.split(",")).map(String::strip).filter(v -> !v.isEmpty()).toList() : List.of(value);
        for (String one : each) {
            one(a, one);
        }
    }

    private static void one(Metatype.Attribute a, String value) {
        if (!a.choices().isEmpty() && a.choices().stream().noneMatch(c -> c.value().equals(value))) {
            throw new Problem.Invalid("setting-choice", a.key(), "“" + a.label() + "”只能是：" + String.join("、", a.choices().stream().map(Choice::value).toList()));
        }
        switch (a.type()) {
            case "switch" -> {
                if (!value.equals("true") && !value.equals("false")) {
                    throw new Problem.Invalid("setting-switch", a.key(), "“" + a.label() + "”只能是 true 或 false");
                }
            }
            case "whole" -> number(a, value, "[-+]?\\d{1,18}", "整数");
            case "number" -> number(a, value, "[-+]?\\d{1,18}(\\.\\d{1,9})?", "数字");
            default -> { }
        }
    }

    private static void number(Metatype.Attribute a, String value, String form, String what) {
        String bounds = a.least() != null && a.most() != null ? "，在 " + a.least() + " 至 " + a.most() + " 之间" : a.least() != null ? "，不小于 " + a.least()
                : a.most() != null ? "，不大于 " + a.most() : "";
        boolean fits = value.matches(form);
        if (fits) {
            BigDecimal given = new BigDecimal(value);
            fits = (a.least() == null || given.compareTo(new BigDecimal(a.least())) >= 0) && (a.most() == null || given.compareTo(new BigDecimal(a.most())) <= 0);
        }
        if (!fits) {
            throw new Problem.Invalid("setting-number", a.key(), "“" + a.label() + "”应为" + what + bounds + "：" + value);
        }
    }
}
