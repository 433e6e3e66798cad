package io.shoutu.access;

import io.shoutu.access.domain.PasswordRule;
import io.shoutu.access.domain.Secrets;
import io.shoutu.access.domain.Sources;
import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Roles;
import io.shoutu.api.directory.Area;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.edge.Restart;
import io.shoutu.api.edge.Settings;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.UnitOfWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first set-up (首次设置) of a platform nobody has taken yet: what for, which county, who administers it.
 *
 * <p>Whoever does it shows the one-time code of the file {@code setup-code} in the data directory, which its owner alone can read and
 * {@code ./run} prints. It waits as long as none of the three first accounts has been taken and nothing was chosen; signing in with the
 * generated passwords as before goes on working, and a platform started with given passwords never asks.
 */
@Component(service = SetUp.class)
public final class SetUp {
    /** File with the one-time code. */
    public static final String CODE = "setup-code";
    /** File with what was chosen, {@code formal} or {@code demo}; {@code ./run} reads it. */
    public static final String CHOSEN = "chosen";
    private static final Logger LOG = LoggerFactory.getLogger(SetUp.class);
    private static final Actor SET_UP = Actor.system("set-up");
    /** Neither 0/O nor 1/I/L: people type it. */
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final int GROUPS = 5;

    /** How it stands (设置状态). {@code demo} whether the demo may be chosen here. */
    public record Standing(boolean waits, boolean demo, int passwordLength) {}

    /** The county (县): its code with six or twelve digits; the city it lies in by name. */
    public record County(String name, String code, String city) {}

    /** The administrator (系统管理员). */
    public record Administrator(String name, String password) {}

    /** Rules for passwords (口令策略); null leaves one as it is. */
    public record Policy(Integer passwordLength, Integer failures, Integer lockMinutes) {}

    /** What is to be handed over to another person (待移交): a first password that must be changed at the first sign-in. */
    public record Handover(String account, String label, String password) {}

    /** How it went (结果): {@code restarting} where the platform starts again as a demonstration. */
    public record Done(boolean restarting, String account, List<Handover> handovers) {}

    private final AccessService access;
    private final Directory directory;
    private final Settings settings;
    private final Restart restart;
    private final UnitOfWork work;
    private final Journal journal;
    private final Clock clock;
    private final Path data;
    private final boolean demo;
    private final boolean choice;
    private final Sources sources = new Sources(20, Duration.ofMinutes(15));

    @Activate
    public SetUp(BundleContext context, @Reference AccessService access, @Reference Directory directory, @Reference Settings settings, @Reference Restart restart,
            @Reference UnitOfWork work, @Reference Journal journal, @Reference Clock clock) {
        this(access, directory, settings, restart, work, journal, clock, Path.of(context.getProperty("shoutu.data")), "true".equals(context.getProperty("shoutu.demo")),
                "true".equals(context.getProperty("shoutu.demo.choice")));
    }

    /** @param choice whether whoever started us starts the demonstration when it is chosen */
    SetUp(AccessService access, Directory directory, Settings settings, Restart restart, UnitOfWork work, Journal journal, Clock clock, Path data, boolean demo, boolean choice) {
        this.access = access;
        this.directory = directory;
        this.settings = settings;
        this.restart = restart;
        this.work = work;
        this.journal = journal;
        this.clock = clock;
        this.data = data;
        this.demo = demo;
        this.choice = choice;
    }

    /** A fresh code: 25 letters and digits, about 123 bits. */
    static char[] code() {
        SecureRandom random = new SecureRandom();
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < GROUPS * 5; i++) {
            code.append(i > 0 && i % 5 == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString().toCharArray();
    }

    /** Whether nobody has taken this platform yet; one beside which the demonstration was chosen has not been taken. */
    static boolean waits(AccessService access, boolean demo, Path data) throws IOException {
        Path chosen = data.resolve(CHOSEN);
        return !demo && !(Files.exists(chosen) && Files.readString(chosen).startsWith("formal")) && !Files.exists(data.resolve("demo-loaded"))
                && access.holders().stream().filter(h -> Roles.APART.contains(h.name())).filter(h -> h.mustChange()).count() == Roles.APART.size();
    }

    public Standing standing() throws IOException {
        return new Standing(Files.exists(data.resolve(CODE)) && waits(access, demo, data), choice, PasswordRule.SHORTEST);
    }

    /**
     * Whether the code is the one in the file.
     *
     * @throws Problem.Forbidden code {@code set-up-code}, the same whatever is wrong
     */
    public void claim(String code, String from) throws IOException {
        boolean tooMany = sources.refused(from, clock.instant());
        boolean right = standing().waits() && Secrets.same(plain(Files.readString(data.resolve(CODE))), plain(code));
        if (tooMany || !right) {
            if (!tooMany) {
                sources.failed(from, clock.instant());
            }
            throw new Problem.Forbidden("set-up-code", "设置码不正确或已用过。设置码在启动平台的终端里，也在数据目录的 " + CODE + " 文件中（只有安装平台的人能读）");
        }
    }

    /** Blanks, dashes and small letters do not matter. */
    private static String plain(String code) {
        return code == null ? "" : code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    /** Chooses the demonstration (演示): the platform starts again on a data directory of its own, with this one left empty. */
    public Done demonstration(String code, String from) throws IOException {
        claim(code, from);
        if (!choice) {
            throw new Problem.IllegalMove("no-demo-here", "这样启动的平台不能转为演示；请停止后用 ./run --demo 启动演示");
        }
        Files.writeString(data.resolve(CHOSEN), "demo\n");
        LOG.info("set up as a demonstration; starting again");
        restart.soon();
        return new Done(true, null, List.of());
    }

    /**
     * Sets it up in earnest (正式): the county into the directory, the rules for passwords, the administrator's name and password. What of this is
     * wrong is refused with its field before anything is done.
     */
    public synchronized Done formal(String code, County county, Administrator admin, Policy policy, String from) throws IOException {
        claim(code, from);
        AreaCode area = area(county);
        int shortest = policy == null || policy.passwordLength() == null ? PasswordRule.SHORTEST : policy.passwordLength();
        if (admin == null || admin.name() == null || admin.name().isBlank()) {
            throw new Problem.Invalid("admin-name", "adminName", "请填写系统管理员的姓名");
        }
        PasswordRule.check("adminPassword", admin.password() == null ? null : admin.password().toCharArray(), shortest);
        Map<String, String> rules = new LinkedHashMap<>();
        if (policy != null) {
            put(rules, "passwordLength", policy.passwordLength());
            put(rules, "failures", policy.failures());
            put(rules, "lockMinutes", policy.lockMinutes());
        }
        // The settings refuse what is out of bounds; a change of the rules restarts this bundle, so all else goes first in one breath.
        List<Handover> handovers = handovers();
        directory.put(new Area(new AreaCode(area.text().substring(0, 2) + "0000000000"), Provinces.name(area)), SET_UP);
        directory.put(new Area(new AreaCode(area.text().substring(0, 4) + "00000000"), county.city().strip()), SET_UP);
        directory.put(new Area(area, county.name().strip()), SET_UP);
        access.take(Roles.ADMIN, admin.name().strip(), admin.password().toCharArray(), shortest, SET_UP);
        work.execute(tx -> journal.write(tx, new Fact(new Subject("account", Roles.ADMIN), "access.set-up", clock.instant(), SET_UP,
                Map.of("title", "首次设置", "county", county.name().strip(), "area", area.text(), "from", from == null ? "" : from))));
        Files.writeString(data.resolve(CHOSEN), "formal\n");
        Files.deleteIfExists(data.resolve(CODE));
        Files.deleteIfExists(data.resolve("admin-password"));
        settings.change("io.shoutu.commons", Map.of("county", county.name().strip()), SET_UP);
        if (!rules.isEmpty()) {
            settings.change("io.shoutu.access", rules, SET_UP);
        }
        LOG.info("set up in earnest for {} {}", area, county.name());
        return new Done(false, Roles.ADMIN, handovers);
    }

    private static void put(Map<String, String> rules, String key, Integer value) {
        if (value != null) {
            int least = Map.of("passwordLength", 10, "failures", 3, "lockMinutes", 1).get(key);
            int most = Map.of("passwordLength", 64, "failures", 20, "lockMinutes", 1440).get(key);
            if (value < least || value > most) {
                throw new Problem.Invalid("setting-number", key, "应在 " + least + " 至 " + most + " 之间：" + value);
            }
            rules.put(key, value.toString());
        }
    }

    /** The first passwords of the two others, for the one who sets up to hand over; whoever has the code can read these files too. */
    private List<Handover> handovers() throws IOException {
        List<Handover> all = new ArrayList<>();
        for (String name : List.of(Roles.SECURITY, Roles.AUDITOR)) {
            Path file = data.resolve(name + "-password");
            if (Files.exists(file)) {
                all.add(new Handover(name, Roles.label(name), Files.readString(file).strip()));
            }
        }
        return all;
    }

    private static AreaCode area(County county) {
        if (county == null || county.name() == null || county.name().isBlank()) {
            throw new Problem.Invalid("county-name", "countyName", "请填写县（市、区）名称");
        }
        if (county.city() == null || county.city().isBlank()) {
            throw new Problem.Invalid("county-city", "cityName", "请填写所属的市（地区、自治州、盟）");
        }
        String code = county.code() == null ? "" : county.code().strip();
        if (!code.matches("\\d{6}(\\d{6})?")) {
            throw new Problem.Invalid("county-code", "countyCode", "区划代码应为 6 位或 12 位数字：" + code);
        }
        if (code.length() == 12 && !code.endsWith("000000")) {
            throw new Problem.Invalid("county-code", "countyCode", "请填县级代码，12 位的后 6 位应为 000000：" + code);
        }
        if (code.startsWith("00", 4) || code.startsWith("00", 2)) {
            throw new Problem.Invalid("county-code", "countyCode", "这是省级或市级代码，请填县级代码：" + code);
        }
        if (Provinces.name(code) == null) {
            throw new Problem.Invalid("county-code", "countyCode", "前两位 " + code.substring(0, 2) + " 不是省级区划代码（GB/T 2260）");
        }
        return new AreaCode(code.length() == 6 ? code + "000000" : code);
    }
}
