package io.shoutu.sensor;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the packer packs (打包节奏): where there is enough, where something has waited long enough, and again where it failed. */
final class Packing implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Packing.class);

    private final Packer packer;
    private final History history;
    private final Intake intake;
    private final long after;
    private final long at;
    private volatile String trouble;

    /**
     * @param seconds after which something is packed
     * @param readings at which packing begins at once
     */
    Packing(Packer packer, History history, Intake intake, int seconds, int readings) {
        this.packer = packer;
        this.history = history;
        this.intake = intake;
        this.after = TimeUnit.SECONDS.toNanos(seconds);
        this.at = readings;
    }

    /** Why nothing is packed, or null. */
    String trouble() {
        return trouble;
    }

    @Override
    public void run() {
        long wait = 0;
        while (due(wait)) {
            try {
                packer.pack();
                // Memory is free again: what waited for the packer goes on.
                intake.lookAgain();
                if (trouble != null) {
                    log.info("readings are packed again");
                }
                trouble = null;
                wait = 0;
            } catch (RuntimeException | Error e) {
                String told = String.valueOf(e.getMessage());
                if (!told.equals(trouble)) {
                    log.error("readings could not be packed; they stay in the spool and are tried again", e);
                }
                trouble = told;
                wait = Math.max(1_000, Math.min(60_000, wait * 2));
            }
        }
    }

    /** Waits until there is enough to pack, or something has waited long enough; answers false at the end. */
    private boolean due(long wait) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
        long seenSince = System.nanoTime();
        while (true) {
            long now = System.nanoTime();
            if (history.openReadings() == 0 && history.spoolRows() == 0) {
                seenSince = now;
            }
            // A pass that failed is tried again when its wait is over, whatever came meanwhile.
            boolean enough = wait > 0 || history.openReadings() >= at || now - seenSince >= after && history.spoolRows() > 0;
            if (enough && now >= until) {
                return true;
            }
            if (!intake.pause(100)) {
                return false;
            }
        }
    }
}
