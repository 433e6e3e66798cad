package io.shoutu.sensor.simulate;

import io.shoutu.api.Problem;
import io.shoutu.api.Term;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What simulated devices live through (情景). Pure: the same seed gives the same messages. */
public enum Scenario implements Term {
    /** A day's curve with the noise of a transmitter. */
    NORMAL("平常的一天"),
    /** The first device is quiet for a third of the time, then rises to 60 with every digit between. */
    LEAK("缓慢泄漏"),
    /** The first device falls silent for the middle third and then sends what it kept. */
    DROPOUT("中断后补传"),
    /** In the middle third all devices send twenty times as often. */
    FLOOD("数据洪峰"),
    /** The clock of the first device runs away, four minutes at the end. */
    DRIFT("时钟漂移");

    private static final int FLOOD_TIMES = 20;
    private static final long FURTHEST = 240_000;

    private final String label;

    Scenario(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** The scenario of that word. @throws Problem.Invalid naming them all, for another word */
    public static Scenario ofWord(String word) {
        for (Scenario scenario : values()) {
            if (scenario.word().equals(word)) {
                return scenario;
            }
        }
        throw new Problem.Invalid("scenario", "scenario", "没有这个情景：" + word + "；可选 normal、leak、dropout、flood、drift");
    }

    /**
     * What is sent, by the time of sending.
     *
     * @param seed the same seed, the same messages
     * @param devices how many take part
     * @param length milliseconds
     * @param every milliseconds between two readings of one device
     */
    public List<Shot> shots(long seed, int devices, long length, long every) {
        List<Shot> all = new ArrayList<>();
        for (int device = 0; device < devices; device++) {
            Random random = new Random(seed * 31 + device);
            double wander = 0;
            long at = random.nextLong(every);
            while (at < length) {
                wander = wander * 0.98 + random.nextGaussian() * 0.05;
                double share = (double) at / length;
                boolean middle = share >= 1 / 3.0 && share < 2 / 3.0;
                double value = this == LEAK ? leak(device, share, random) : 40 + 6 * Math.sin((share + device * 0.01) * 2 * Math.PI) + wander + random.nextGaussian() * 0.03;
                long drift = this == DRIFT && device == 0 ? Math.round(FURTHEST * share) : 0;
                // What was kept back comes in one breath, a hundred a second.
                long sent = this == DROPOUT && device == 0 && middle ? length * 2 / 3 + (at - length / 3) / every * 10 : at;
                all.add(new Shot(device, at, sent, drift, Math.round(value * 100) / 100.0));
                at += this == FLOOD && middle ? Math.max(1, every / FLOOD_TIMES) : every;
            }
        }
        all.sort(Comparator.comparingLong(Shot::sent).thenComparingInt(Shot::device).thenComparingLong(Shot::measured));
        return all;
    }

    private static double leak(int device, double share, Random random) {
        double risen = device == 0 && share > 1 / 3.0 ? 60 * (share - 1 / 3.0) * 1.5 : 0;
        return Math.max(0, risen + random.nextGaussian() * 0.2);
    }

    /**
     * The rows of a recording, {@code time,value} below one heading, for the first device. Times are epoch milliseconds or local times; the first row is
     * the beginning. Rows that step back are sent in their order.
     */
    public static List<Shot> recording(List<String> lines) {
        List<Shot> all = new ArrayList<>();
        long first = Long.MIN_VALUE;
        long newest = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || i == 0 && !Character.isDigit(line.charAt(0))) {
                continue;
            }
            String[] cells = line.split(",", -1);
            try {
                long at = cells[0].matches("\\d{10,16}") ? Long.parseLong(cells[0])
                        : LocalDateTime.parse(cells[0].strip().replace(' ', 'T')).toInstant(java.time.ZoneOffset.ofHours(8)).toEpochMilli();
                first = first == Long.MIN_VALUE ? at : first;
                newest = Math.max(newest, at - first);
                all.add(new Shot(0, at - first, newest, 0, Double.parseDouble(cells[1].strip())));
            } catch (DateTimeParseException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new Problem.Invalid("csv", "csv", "第" + (i + 1) + "行应为 时间,数值：" + line);
            }
        }
        if (all.isEmpty()) {
            throw new Problem.Invalid("csv", "csv", "文件中没有数据行");
        }
        return all;
    }
}
