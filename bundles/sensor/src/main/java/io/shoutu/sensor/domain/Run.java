package io.shoutu.sensor.domain;

import java.util.Arrays;
import java.util.Objects;

/**
 * A run (读数段): readings of one series by ascending time, each time once, in columns.
 *
 * <p>Columns instead of objects because the newest minutes of every series lie in memory. Not safe for several threads.
 */
public final class Run {
    private long[] at;
    private double[] value;
    private int[] flags;
    /** Null as long as no reading has attributes. */
    private String[] attributes;
    private int size;

    public Run() {
        this(0);
    }

    public Run(int capacity) {
        at = new long[capacity];
        value = new double[capacity];
        flags = new int[capacity];
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public long at(int i) {
        return at[i];
    }

    public double value(int i) {
        return value[i];
    }

    public int flags(int i) {
        return flags[i];
    }

    /** The attributes, or null. */
    public String attributes(int i) {
        return attributes == null ? null : attributes[i];
    }

    public long first() {
        return at[0];
    }

    public long last() {
        return at[size - 1];
    }

    /** Where that time is, or {@code -(place where it belongs) - 1}. */
    public int find(long time) {
        if (size == 0 || time > at[size - 1]) {
            return -size - 1;
        }
        return Arrays.binarySearch(at, 0, size, time);
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
        if (size == at.length) {
            grow(Math.max(4, size + (size >> 1)));
        }
        if (place < size) {
            System.arraycopy(at, place, at, place + 1, size - place);
            System.arraycopy(value, place, value, place + 1, size - place);
            System.arraycopy(flags, place, flags, place + 1, size - place);
            if (attributes != null) {
                System.arraycopy(attributes, place, attributes, place + 1, size - place);
            }
        }
        if (a != null && attributes == null) {
            attributes = new String[at.length];
        }
        at[place] = time;
        value[place] = v;
        flags[place] = f;
        if (attributes != null) {
            attributes[place] = a;
        }
        size++;
        return true;
    }

    /** Forgets all readings and keeps the space. */
    public void clear() {
        size = 0;
        attributes = null;
    }

    /** Puts every reading of the other run; where both have a time, what is here stands. */
    public void putAll(Run other) {
        if (other.size > 0 && (size == 0 || other.at[0] > at[size - 1])) {
            append(other, 0, other.size);
            return;
        }
        for (int i = 0; i < other.size; i++) {
            put(other.at[i], other.value[i], other.flags[i], other.attributes(i));
        }
    }

    /** Both runs in one; where both have a time, the first stands. Neither is changed. */
    public static Run merged(Run first, Run second) {
        Run out = new Run(first.size + second.size);
        int i = 0;
        int j = 0;
        while (i < first.size || j < second.size) {
            if (j == second.size || i < first.size && first.at[i] <= second.at[j]) {
                if (j < second.size && first.at[i] == second.at[j]) {
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
        if (size + n > at.length) {
            grow(Math.max(size + n, size + (size >> 1)));
        }
        System.arraycopy(other.at, begin, at, size, n);
        System.arraycopy(other.value, begin, value, size, n);
        System.arraycopy(other.flags, begin, flags, size, n);
        if (other.attributes != null) {
            if (attributes == null) {
                attributes = new String[at.length];
            }
            System.arraycopy(other.attributes, begin, attributes, size, n);
        }
        size += n;
    }

    private void grow(int capacity) {
        at = Arrays.copyOf(at, capacity);
        value = Arrays.copyOf(value, capacity);
        flags = Arrays.copyOf(flags, capacity);
        if (attributes != null) {
            attributes = Arrays.copyOf(attributes, capacity);
        }
    }

    /** The reading at that place. */
    public Reading reading(Series series, int i) {
        return new Reading(series, at[i], value[i], flags[i], attributes(i));
    }

    /** Equal where every reading is, values by their bits. */
    @Override
    public boolean equals(Object object) {
        if (!(object instanceof Run other) || other.size != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (at[i] != other.at[i] || flags[i] != other.flags[i] || !Objects.equals(attributes(i), other.attributes(i))
                    || Double.doubleToRawLongBits(value[i]) != Double.doubleToRawLongBits(other.value[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + Long.hashCode(at[i]);
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Run[");
        for (int i = 0; i < Math.min(size, 20); i++) {
            text.append(i == 0 ? "" : ", ").append(at[i]).append('=').append(value[i]);
        }
        return text.append(size > 20 ? ", … " + size + "]" : "]").toString();
    }
}
