package io.shoutu.sensor.line;

import java.util.Set;

/**
 * An edition of HJ 212 (规约版本): what differs from one to the next. Only the edition of 2017 is here; the one of 2025 is in force since
 * 2026-01-01 and was not available to us, so nothing of it is claimed: it will be a second value of this record and a second decoder.
 *
 * @param format what a device that speaks it is declared with
 * @param label what people read
 * @param longest bytes of a data segment at most
 * @param flags values of the version bits of {@code Flag} that mean this edition; a frame without {@code Flag} is read as this edition too
 */
record Hj212Edition(String format, String label, int longest, Set<Integer> flags) {
    /**
     * HJ 212-2017 (污染物在线监控(监测)系统数据传输标准), reads the frames of HJ/T 212-2005 as well (version bits 0). Version bits of 2 come from
     * devices in the field; their frames are read by the rules of 2017 and nothing more is made of it.
     */
    static final Hj212Edition OF_2017 = new Hj212Edition("hj212-2017", "HJ 212-2017 污染物在线监控数据传输", 1_024, Set.of(0, 1, 2));
}
