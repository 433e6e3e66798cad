package io.shoutu.sensor;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.BearerTokens;
import io.shoutu.api.directory.CreditCode;
import io.shoutu.api.directory.Directory;
import io.shoutu.api.journal.Fact;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.store.OutcomeUnknown;
import io.shoutu.api.store.UnitOfWork;
import io.shoutu.sensor.domain.Catalogue;
import io.shoutu.sensor.domain.Calibration;
import io.shoutu.sensor.domain.Device;
import io.shoutu.sensor.domain.DeviceStore;
import io.shoutu.sensor.domain.KnownDevices;
import io.shoutu.sensor.domain.Point;
import io.shoutu.sensor.domain.Series;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices (设备) and their points: declared here, known in memory, trusted by their secrets. */
@Component(service = {Devices.class, Catalogue.class, BearerTokens.class})
public final class Devices implements Catalogue, BearerTokens {
    public static final String DECLARED = "sensor.device-declared";
    public static final String SECRET_RENEWED = "sensor.device-secret-renewed";
    public static final String DISABLED = "sensor.device-disabled";
    public static final String ENABLED = "sensor.device-enabled";
    public static final String FORMAT_CHANGED = "sensor.device-format-changed";
    public static final String POINT_DECLARED = "sensor.point-declared";
    public static final String CALIBRATED = "sensor.point-calibrated";

    private static final Logger log = LoggerFactory.getLogger(Devices.class);

    private final Clock clock;
    private final UnitOfWork work;
    private final Journal journal;
    private final Directory directory;
    private final DeviceStore store;
    private final KnownDevices known = new KnownDevices();
    private final SecureRandom random = new SecureRandom();
    /** The answer to a commit was lost: rows may tell more than is known. */
    private volatile boolean behind;

    @Activate
    public Devices(@Reference Clock clock, @Reference UnitOfWork work, @Reference Journal journal, @Reference Directory directory,
            @Reference DeviceStore store) {
        this.clock = clock;
        this.work = work;
        this.journal = journal;
        this.directory = directory;
        this.store = store;
        load();
    }

    /** What is known follows the rows; only what differs is put, so that nobody hears of a point twice. */
    private void load() {
        work.execute(tx -> {
            store.devices(tx).stream().filter(row -> !row.device().equals(known.device(row.device().id())) || !row.secretHash().equals(known.secretHash(row.device().id())))
                    .forEach(row -> known.put(row.device(), row.secretHash()));
            store.series(tx).stream().filter(series -> known.byNumber(series.number()) == null).forEach(known::put);
            store.calibrations(tx).forEach(known::put);
        });
        behind = false;
    }

    /** As the unit of work. Where the answer to a commit was lost, the next one first looks what became of it. */
    private <T> T changing(UnitOfWork.Work<T> change) {
        catchUp();
        try {
            return work.run(change);
        } catch (OutcomeUnknown e) {
            behind = true;
            throw e;
        }
    }

    private void catchUp() {
        if (behind) {
            load();
        }
    }

    /** A device and its secret, which is shown this once and kept only as a hash. */
    public record WithSecret(Device device, String secret) {}

    /**
     * Declares a device.
     *
     * @param place null, as all but id and name may be
     * @throws Problem.IllegalMove code {@code device-exists} where the id is taken
     * @throws Problem.Invalid code {@code unknown-enterprise} where the directory has no such enterprise
     */
    public WithSecret declare(Device device, Actor by) {
        if (device.enterprise() != null && directory.enterprise(device.enterprise()).isEmpty()) {
            throw new Problem.Invalid("unknown-enterprise", "enterprise", "名录中没有这家企业：" + device.enterprise() + "，请先在名录中登记");
        }
        String secret = newSecret();
        String hash = KnownDevices.hash(secret);
        changing(tx -> {
            if (!store.add(tx, device, hash)) {
                throw new Problem.IllegalMove("device-exists", "设备编号已被使用：" + device.id());
            }
            journal.write(tx, fact(device, DECLARED, by, Map.of()));
            tx.afterCommit(() -> known.put(device, hash));
            return device;
        });
        log.info("device {} declared by {}", device.id(), by.account());
        return new WithSecret(device, secret);
    }

    /** Gives the device a new secret; the old one ends at once. */
    public WithSecret renewSecret(String id, Actor by) {
        String secret = newSecret();
        return new WithSecret(change(id, Device::renewed, KnownDevices.hash(secret), SECRET_RENEWED, by), secret);
    }

    /**
     * Enables or disables a device: a disabled one is refused at every inlet, and its silence is no alarm.
     *
     * @throws Problem.IllegalMove where it is so already
     */
    public Device enable(String id, boolean enabled, Actor by) {
        return change(id, device -> {
            if (device.enabled() == enabled) {
                throw new Problem.IllegalMove("illegal-move", enabled ? "设备 " + id + " 已在启用中" : "设备 " + id + " 已停用");
            }
            return device.with(enabled);
        }, null, enabled ? ENABLED : DISABLED, by);
    }

    /**
     * Changes what the payloads of a device are written in; it holds for those that come from now on.
     *
     * @param format {@code shoutu}, or the name of a decoder, which may still be to come
     * @throws Problem.IllegalMove where it is so already
     */
    public Device speak(String id, String format, Actor by) {
        return change(id, device -> {
            if (device.format().equals(format)) {
                throw new Problem.IllegalMove("illegal-move", "设备 " + id + " 的报文格式已是 " + format);
            }
            return device.speaking(format);
        }, null, FORMAT_CHANGED, by);
    }

    /**
     * Declares a point of a device; what was parked for it can be used from now on.
     *
     * @throws Problem.IllegalMove code {@code point-exists} where the device has a point of that name
     */
    public Series declare(String id, Point point, Actor by) {
        Device device = get(id);
        Series declared = changing(tx -> {
            Series series = store.add(tx, id, point);
            if (series == null) {
                throw new Problem.IllegalMove("point-exists", "设备 " + id + " 已有测点：" + point.name());
            }
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("series", series.id());
            data.put("point", point.name());
            data.put("unit", point.unit());
            journal.write(tx, fact(device, POINT_DECLARED, by, data));
            tx.afterCommit(() -> known.put(series));
            return series;
        });
        log.info("point {} declared by {}", declared.id(), by.account());
        return declared;
    }

    /**
     * Notes until when the sensor of a point is calibrated; an alarm that begins later says so.
     *
     * @throws Problem.NotFound code {@code series-not-found} where the device has no such point
     */
    public Series calibrate(String id, String point, Calibration calibration, Actor by) {
        Device device = get(id);
        Series series = known.series(id, point);
        if (series == null) {
            throw new Problem.NotFound("series-not-found", "设备 " + id + " 没有测点：" + point);
        }
        changing(tx -> {
            store.calibrate(tx, series.number(), calibration, clock.instant(), by.account());
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("series", series.id());
            data.put("until", calibration.until().toString());
            data.put("certificate", calibration.certificate());
            journal.write(tx, fact(device, CALIBRATED, by, data));
            tx.afterCommit(() -> known.put(series.number(), calibration));
            return series;
        });
        log.info("point {} calibrated until {} by {}", series.id(), calibration.until(), by.account());
        return series;
    }

    @Override
    public Calibration calibration(Series series) {
        return known.calibration(series);
    }

    /** @throws Problem.NotFound code {@code device-not-found} */
    public Device get(String id) {
        catchUp();
        Device device = known.device(id);
        if (device == null) {
            throw Problem.NotFound.of(subject(id));
        }
        return device;
    }

    /** All devices, in no order. */
    public Collection<Device> devices() {
        return known.devices();
    }

    /** The points of a device, by name; empty for an unknown one. */
    public List<Series> points(String id) {
        return known.points(id).stream().sorted(Comparator.comparing(Series::point)).toList();
    }

    /** When the device was last heard since the platform started, or null. */
    public Instant lastSeen(String id) {
        Long at = known.seenAt(id);
        return at == null ? null : Instant.ofEpochMilli(at);
    }

    /** Whether the clock of the device was off when it was last heard. */
    public boolean skewed(String id) {
        return known.skewed(id);
    }

    /**
     * Devices by id.
     *
     * @param text part of id, name or place, or null
     * @param enterprise where they stand, or null
     */
    public Page<Device> list(String text, CreditCode enterprise, String cursor, int limit) {
        return list(text, enterprise, cursor, limit, device -> true);
    }

    /** The same, and of these only those that may be seen: the rest is neither listed nor counted. */
    public Page<Device> list(String text, CreditCode enterprise, String cursor, int limit, Predicate<Device> seen) {
        String wanted = text == null ? "" : text.strip().toLowerCase(java.util.Locale.ROOT);
        List<Device> all = known.devices().stream().filter(seen)
                .filter(d -> enterprise == null || enterprise.equals(d.enterprise()))
                .filter(d -> wanted.isEmpty() || has(d.id(), wanted) || has(d.name(), wanted) || has(d.place(), wanted))
                .sorted(Comparator.comparing(Device::id)).toList();
        List<Device> rest = cursor == null ? all : all.stream().filter(d -> d.id().compareTo(cursor) > 0).toList();
        boolean more = rest.size() > limit;
        List<Device> shown = more ? rest.subList(0, limit) : rest;
        return new Page<>(shown, more ? shown.get(limit - 1).id() : null, all.size());
    }

    @Override
    public Series series(String device, String point) {
        return known.series(device, point);
    }

    /** The series of an id such as {@code AL-0001.temperature}, or null where it is not declared. */
    public Series series(String id) {
        int dot = id == null ? -1 : id.indexOf('.');
        return dot < 0 ? null : known.series(id.substring(0, dot), id.substring(dot + 1));
    }

    @Override
    public Series byNumber(int number) {
        return known.byNumber(number);
    }

    @Override
    public Device device(String id) {
        return known.device(id);
    }

    @Override
    public boolean secretMatches(String device, byte[] secret) {
        return known.secretMatches(device, secret);
    }

    @Override
    public void onDeclared(Consumer<Series> listener) {
        known.onDeclared(listener);
    }

    @Override
    public void seen(String device, long at, boolean skewed) {
        known.seen(device, at, skewed);
    }

    @Override
    public Optional<Actor> holder(String token) {
        return known.holder(token);
    }

    /** One change of a device. */
    @FunctionalInterface
    private interface Change {
        Device of(Device before);
    }

    private Device change(String id, Change change, String newSecretHash, String fact, Actor by) {
        Device changed = changing(tx -> {
            Device before = get(id);
            Device after = change.of(before);
            String hash = newSecretHash == null ? known.secretHash(id) : newSecretHash;
            if (!store.change(tx, after, hash)) {
                throw new Problem.Stale(subject(id), before.version(), after.version());
            }
            journal.write(tx, fact(after, fact, by, Map.of()));
            tx.afterCommit(() -> known.put(after, hash));
            return after;
        });
        log.info("device {} {} by {}", id, fact, by.account());
        return changed;
    }

    private Fact fact(Device device, String name, Actor by, Map<String, Object> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", device.name());
        data.put("enterprise", device.enterprise() == null ? null : device.enterprise().text());
        data.putAll(more);
        return new Fact(subject(device.id()), name, clock.instant().truncatedTo(ChronoUnit.MILLIS), by, data);
    }

    private String newSecret() {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static boolean has(String text, String wanted) {
        return text != null && text.toLowerCase(java.util.Locale.ROOT).contains(wanted);
    }

    private static Subject subject(String id) {
        return new Subject("device", id);
    }
}
