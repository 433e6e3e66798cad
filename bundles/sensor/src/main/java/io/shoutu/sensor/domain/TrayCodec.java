package io.shoutu.sensor.domain;

import java.util.ArrayList;
import java.util.List;

/** How what one commit could not use lies in one row (暂存篮编码): version, count, and each item with all it has but its id. */
public final class TrayCodec {
    private static final int VERSION = 1;
    private static final int POINT = 1;
    private static final int TIME = 2;

    private TrayCodec() {}

    /** The bytes of these items, in their order. */
    public static byte[] encode(List<Parked> items) {
        Bytes out = new Bytes(256 * items.size() + 16);
        out.one(VERSION);
        out.var(items.size());
        for (Parked item : items) {
            out.one((item.point() == null ? 0 : POINT) | (item.at() == null ? 0 : TIME));
            out.text(item.device());
            if (item.point() != null) {
                out.text(item.point());
            }
            out.text(item.inlet());
            out.text(item.reason().word());
            out.text(item.text());
            if (item.at() != null) {
                out.zigzag(item.at());
            }
            out.var(item.payload().length);
            out.bytes(item.payload(), 0, item.payload().length);
            out.zigzag(item.received());
        }
        return out.copy();
    }

    /**
     * Reads a row back; the ids are 0.
     *
     * @param what names the row in the message of {@link Corrupt}
     * @throws Corrupt where it cannot be read
     */
    public static List<Parked> decode(byte[] row, String what) {
        Bytes.Reader in = new Bytes.Reader(row, 0, row.length, what);
        int version = in.one();
        if (version != VERSION) {
            throw in.corrupt("未知版本 " + version);
        }
        int n = in.count(1);
        List<Parked> items = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            int has = in.one();
            String device = in.text();
            String point = (has & POINT) == 0 ? null : in.text();
            String inlet = in.text();
            String word = in.text();
            Reason reason = Reason.ofWord(word);
            if (reason == null) {
                throw in.corrupt("未知原因 " + word);
            }
            String text = in.text();
            Long at = (has & TIME) == 0 ? null : (Long) in.zigzag();
            items.add(new Parked(0, device, point, inlet, reason, text, at, in.bytes(), in.zigzag()));
        }
        return items;
    }
}
