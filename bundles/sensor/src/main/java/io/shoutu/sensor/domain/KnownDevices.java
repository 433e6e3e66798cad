package io.shoutu.sensor.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.access.Roles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The devices and points known (在册设备), in memory: readers take no lock, writers come after their commit. */
public final class KnownDevices implements Catalogue {

    /** One device, its secret, its points, and when it was last heard. */
    private static final class Known {
        volatile Device device;
        volatile String secretHash;
        volatile byte[] secretHashBytes;
        /** Replaced as a whole, so that a reader needs no lock. */
        volatile Map<String, Series> points = Map.of();
        volatile long seenAt;
        volatile boolean skewed;
    }

    private static final byte[] NOBODY = new byte[32];

    private final Map<String, Known> byId = new ConcurrentHashMap<>();
    private final Map<String, Known> bySecret = new ConcurrentHashMap<>();
    private final List<Consumer<Series>> listeners = new CopyOnWriteArrayList<>();
    private volatile Series[] byNumber = new Series[64];
    private final Map<Integer, Calibration> calibrations = new ConcurrentHashMap<>();

    /** Puts a device, new or changed. */
    public synchronized void put(Device device, String secretHash) {
        Known known = byId.get(device.id());
        boolean isNew = known == null;
        if (isNew) {
            known = new Known();
        } else if (!known.secretHash.equals(secretHash)) {
            bySecret.remove(known.secretHash);
        }
        known.device = device;
        known.secretHash = secretHash;
        known.secretHashBytes = HexFormat.of().parseHex(secretHash);
        bySecret.put(secretHash, known);
        if (isNew) {
            byId.put(device.id(), known);
        }
    }

    /** Puts until when the sensor of that series is calibrated. */
    public void put(int series, Calibration calibration) {
        calibrations.put(series, calibration);
    }

    @Override
    public Calibration calibration(Series series) {
        return calibrations.get(series.number());
    }

    /** Puts a series of a known device and tells whoever listens. */
    public void put(Series series) {
        synchronized (this) {
            Known known = byId.get(series.device());
            Map<String, Series> points = new HashMap<>(known.points);
            // As the names in messages are: the same word is the same object.
            points.put(series.point().intern(), series);
            Series[] numbers = byNumber;
            if (series.number() >= numbers.length) {
                numbers = java.util.Arrays.copyOf(numbers, Math.max(series.number() + 1, numbers.length * 2));
            }
            numbers[series.number()] = series;
            byNumber = numbers;
            // Names and series side by side in one table: each message looks here.
            known.points = Map.copyOf(points);
        }
        listeners.forEach(listener -> listener.accept(series));
    }

    @Override
    public Series series(String device, String point) {
        Known known = byId.get(device);
        return known == null ? null : known.points.get(point);
    }

    @Override
    public Series byNumber(int number) {
        Series[] numbers = byNumber;
        return number < 0 || number >= numbers.length ? null : numbers[number];
    }

    @Override
    public Device device(String id) {
        Known known = id == null ? null : byId.get(id);
        return known == null ? null : known.device;
    }

    @Override
    public boolean secretMatches(String device, byte[] secret) {
        byte[] offered = sha256(secret);
        Known known = device == null ? null : byId.get(device);
        // Compared in any case, so that the time taken does not tell which devices there are.
        boolean same = MessageDigest.isEqual(offered, known == null ? NOBODY : known.secretHashBytes);
        return same && known != null && known.device.enabled();
    }

    @Override
    public void onDeclared(Consumer<Series> listener) {
        listeners.add(listener);
    }

    @Override
    public void seen(String device, long at, boolean skewed) {
        Known known = byId.get(device);
        if (known != null) {
            known.seenAt = at;
            known.skewed = skewed;
        }
    }

    /** Who holds this secret; empty for an unknown one and for a disabled device. */
    public Optional<Actor> holder(String secret) {
        Known known = bySecret.get(hash(secret));
        Device device = known == null ? null : known.device;
        return device == null || !device.enabled() ? Optional.empty()
                : Optional.of(new Actor("device:" + device.id(), device.name(), Actor.Kind.DEVICE, Set.of(Roles.DEVICE)));
    }

    /** The hash kept of the device's secret; the device must be known. */
    public String secretHash(String device) {
        return byId.get(device).secretHash;
    }

    /** Time the device was last heard since the start of the platform, epoch milliseconds, or null. */
    public Long seenAt(String device) {
        Known known = byId.get(device);
        return known == null || known.seenAt == 0 ? null : known.seenAt;
    }

    /** Whether the clock of the device was off when it was last heard. */
    public boolean skewed(String device) {
        Known known = byId.get(device);
        return known != null && known.skewed;
    }

    public Collection<Series> points(String device) {
        Known known = byId.get(device);
        return known == null ? List.of() : known.points.values();
    }

    /** All devices, in no order. */
    public List<Device> devices() {
        return byId.values().stream().map(known -> known.device).toList();
    }

    /** SHA-256 of a secret, lower-case hex. Enough for 256 random bits: there is nothing to guess. */
    public static String hash(String secret) {
        return HexFormat.of().formatHex(sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
