package io.shoutu.sensor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A shelf (书架格): what lies in sheaves of some series with neighbouring numbers. A series that has only a few readings a pass would else have its newest chunk
 * rewritten for each of them; on the shelf one row holds those of all its neighbours, until there are enough to be bound into chunks.
 */
final class Shelf {
    private static final int BITS = 6;

    /** A sheaf that lies here. */
    record Laid(long id, int readings) {}

    final int number;
    /** By id; replaced whole, under the packer's monitor. What has gone into chunks may still be told for a moment, what is there never fails to be. */
    volatile List<Laid> laid = List.of();
    /**
     * Counts what moves here; odd while something is moving, and after a move of which it is not known whether it was made. What was read of this shelf's series
     * under another number, or an odd one, may be stale.
     */
    private volatile int moves;

    Shelf(int number) {
        this.number = number;
    }

    static int of(int series) {
        return series >> BITS;
    }

    /** The first number of its series. */
    int begin() {
        return number << BITS;
    }

    /** The first number beyond. */
    int end() {
        return number + 1 << BITS;
    }

    int moves() {
        return moves;
    }

    static boolean still(int moves) {
        return (moves & 1) == 0;
    }

    /** Under the packer's monitor, as {@link #stopped}. */
    void moving() {
        if (still(moves)) {
            moves++;
        }
    }

    /** After memory has followed the transaction. */
    void stopped() {
        if (!still(moves)) {
            moves++;
        }
    }

    long readings() {
        long all = 0;
        for (Laid one : laid) {
            all += one.readings();
        }
        return all;
    }

    /** What is better laid together with so many fresh readings, as ids; empty as long as only a few sheaves lie here. Each reading is moved few times. */
    Set<Long> together(long fresh, int most) {
        if (laid.size() < most) {
            return Set.of();
        }
        List<Laid> small = new ArrayList<>(laid);
        small.sort(Comparator.comparingInt(Laid::readings));
        Set<Long> taken = new HashSet<>();
        long sum = fresh;
        for (Laid one : small) {
            if (taken.size() >= most / 2 && one.readings() > sum) {
                break;
            }
            taken.add(one.id());
            sum += one.readings();
        }
        return taken;
    }
}
