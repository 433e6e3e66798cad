package io.shoutu.sensor.domain;

import io.shoutu.api.Problem;
import io.shoutu.api.time.Legal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Until when the sensor of a point is calibrated (检定有效期; 计量法 art. 9: what warns of danger is calibrated at intervals). Where none was entered nobody can say.
 *
 * @param until the last day it is valid, in China
 * @param certificate number of the certificate, up to 100 characters, or null
 */
public record Calibration(LocalDate until, String certificate) {
    public Calibration {
        if (until == null) {
            throw new Problem.Invalid("required", "until", "请填写检定有效期的最后一天，如 2027-03-31");
        }
        certificate = Words.optional("certificate", "检定证书编号", certificate, 100);
    }

    /** Whether it has ended at that moment. */
    public boolean overAt(Instant moment) {
        return Legal.day(moment).isAfter(until);
    }
}
