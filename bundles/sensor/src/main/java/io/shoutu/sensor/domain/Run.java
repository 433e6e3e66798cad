package io.shoutu.sensor.domain;

import java.util.Arrays;
import java.util.Objects;

/**
 * A run (读数段): readings of one series by ascending time, each time once.
 *
 * <p>Numbers instead of objects because the newest minutes of every series lie in memory. Not safe for several threads.
 */
public final class Run {
    /** Time and value, by its bits, of a reading lie side by side: of a hundred thousand series each reading would else touch two places in memory. */
    private static final int WIDTH = 2;
    private static final long[] NOTHING = {};

    private long[] cells;
    /** Null as long as no reading has any, which is so of nearly all series. */
    private int[] flags;
    /** Null as long as no reading has attributes. */
    private String[] attributes;
    private int size;

    public Run() {
        this(0);
    }

    public Run(int capacity) {
        cells = capacity == 0 ? NOTHING : new long[capacity * WIDTH];
    }

    public int size() {
        return size;
    }

    /** How many readings there is room for. */
    public int capacity() {
        return cells.length / WIDTH;
    }

    /** Looks at where the next reading goes, so that it is near when it comes; the answer says nothing. */
    public long glance() {
        return cells.length == 0 ? 0 : cells[Math.min(size * WIDTH, cells.length - 1)];
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public long at(int i) {
        return cells[i * WIDTH];
    }

    public double value(int i) {
        return Double.longBitsToDouble(bits(i));
    }

    private long bits(int i) {
        return cells[i * WIDTH + 1];
    }

    public int flags(int i) {
        return flags == null ? 0 : flags[i];
    }

    /** The attributes, or null. */
    public String attributes(int i) {
        return attributes == null ? null : attributes[i];
    }

    public long first() {
        return at(0);
    }

    public long last() {
        return at(size - 1);
    }

    /** Where that time is, or {@code -(place where it belongs) - 1}. */
    public int find(long time) {
        if (size == 0 || time > last()) {
            return -size - 1;
        }
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            long there = at(middle);
            if (there == time) {
                return middle;
            }
            if (there < time) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** The first place whose time is at or after that time. */
    public int from(long time) {
        int i = find(time);
        return i < 0 ? -i - 1 : i;
    }

    /** Puts a reading where it belongs; answers false where its time is taken: the first stands. */
    public boolean put(long time, double v, int f, String a) {
        int i = find(time);
        if (i >= 0) {
            return false;
        }
        int place = -i - 1;
        if (size == capacity()) {
            grow(Math.max(4, size + (size >> 1)));
        }
        if (place < size) {
            System.arraycopy(cells, place * WIDTH, cells, (place + 1) * WIDTH, (size - place) * WIDTH);
            if (flags != null) {
                System.arraycopy(flags, place, flags, place + 1, size - place);
            }
            if (attributes != null) {
                System.arraycopy(attributes, place, attributes, place + 1, size - place);
            }
        }
        if (f != 0 && flags == null) {
            flags = new int[capacity()];
        }
        if (a != null && attributes == null) {
            attributes = new String[capacity()];
        }
        cells[place * WIDTH] = time;
        cells[place * WIDTH + 1] = Double.doubleToRawLongBits(v);
        if (flags != null) {
            flags[place] = f;
        }
        if (attributes != null) {
            attributes[place] = a;
        }
        size++;
        return true;
    }

    /** Forgets all readings and keeps the space. */
    public void clear() {
        size = 0;
        flags = null;
        attributes = null;
    }

    /** Puts every reading of the other run; where both have a time, what is here stands. */
    public void putAll(Run other) {
        if (other.size > 0 && (size == 0 || other.first() > last())) {
            append(other, 0, other.size);
            return;
        }
        for (int i = 0; i < other.size; i++) {
            put(other.at(i), other.value(i), other.flags(i), other.attributes(i));
        }
    }

    /** Both runs in one; where both have a time, the first stands. Neither is changed. */
    public static Run merged(Run first, Run second) {
        Run out = new Run(first.size + second.size);
        if (first.size == 0 || second.size == 0 || first.last() < second.first() || second.last() < first.first()) {
            boolean inOrder = first.size == 0 || second.size == 0 || first.last() < second.first();
            out.append(inOrder ? first : second, 0, inOrder ? first.size : second.size);
            out.append(inOrder ? second : first, 0, inOrder ? second.size : first.size);
            return out;
        }
        int i = 0;
        int j = 0;
        while (i < first.size || j < second.size) {
            if (j == second.size || i < first.size && first.at(i) <= second.at(j)) {
                if (j < second.size && first.at(i) == second.at(j)) {
                    j++;
                }
                out.append(first, i, i + 1);
                i++;
            } else {
                out.append(second, j, j + 1);
                j++;
            }
        }
        return out;
    }

    /** A copy of the places {@code [begin, end)}. */
    public Run part(int begin, int end) {
        Run out = new Run(end - begin);
        out.append(this, begin, end);
        return out;
    }

    /** A copy of what lies in {@code from ≤ at < to}. */
    public Run between(long from, long to) {
        int begin = from(from);
        return part(begin, Math.max(begin, from(to)));
    }

    private void append(Run other, int begin, int end) {
        int n = end - begin;
        if (size + n > capacity()) {
            grow(Math.max(size + n, size + (size >> 1)));
        }
        System.arraycopy(other.cells, begin * WIDTH, cells, size * WIDTH, n * WIDTH);
        if (other.flags != null) {
            if (flags == null) {
                flags = new int[capacity()];
            }
            System.arraycopy(other.flags, begin, flags, size, n);
        }
        if (other.attributes != null) {
            if (attributes == null) {
                attributes = new String[capacity()];
            }
            System.arraycopy(other.attributes, begin, attributes, size, n);
        }
        size += n;
    }

    private void grow(int capacity) {
        cells = Arrays.copyOf(cells, capacity * WIDTH);
        if (flags != null) {
            flags = Arrays.copyOf(flags, capacity);
        }
        if (attributes != null) {
            attributes = Arrays.copyOf(attributes, capacity);
        }
    }

    /** The reading at that place. */
    public Reading reading(Series series, int i) {
        return new Reading(series, at(i), value(i), flags(i), attributes(i));
    }

    /** Equal where every reading is, values by their bits. */
    @Override
    public boolean equals(Object object) {
        if (!(object instanceof Run other) || other.size != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (at(i) != other.at(i) || bits(i) != other.bits(i) || flags(i) != other.flags(i) || !Objects.equals(attributes(i), other.attributes(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + Long.hashCode(at(i));
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Run[");
        for (int i = 0; i < Math.min(size, 20); i++) {
            text.append(i == 0 ? "" : ", ").append(at(i)).append('=').append(value(i));
        }
        return text.append(size > 20 ? ", … " + size + "]" : "]").toString();
    }
}
