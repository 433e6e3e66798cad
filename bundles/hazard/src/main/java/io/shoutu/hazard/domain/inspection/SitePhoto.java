package io.shoutu.hazard.domain.inspection;

import io.shoutu.hazard.domain.Words;
import java.time.Instant;
import java.util.Objects;

/**
 * A photo taken on the spot (现场照片).
 *
 * @param attachment its id
 * @param item number of the item of the sheet it shows, 0 for the visit as a whole
 * @param takenAt when, as the phone says
 * @param longitude WGS-84 degrees, or null where the phone did not know
 */
public record SitePhoto(String attachment, int item, Instant takenAt, Double longitude, Double latitude) {
    public SitePhoto {
        attachment = Words.required(attachment, "photos", "照片编号", 64);
        Objects.requireNonNull(takenAt, "takenAt");
    }
}
