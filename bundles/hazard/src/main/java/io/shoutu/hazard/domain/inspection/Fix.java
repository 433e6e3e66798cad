package io.shoutu.hazard.domain.inspection;

import io.shoutu.api.Problem;
import io.shoutu.hazard.domain.Words;

/**
 * Where somebody stood (现场位置): by the receiver of the phone, or in words where it had none.
 *
 * @param longitude WGS-84 degrees, or null
 * @param latitude WGS-84 degrees, or null
 * @param accuracy metres, or null
 * @param said in words, or null where the receiver knew
 */
public record Fix(Double longitude, Double latitude, Double accuracy, String said) {
    public Fix {
        said = Words.optional(said, "fix", "位置说明", 200);
        if ((longitude == null) != (latitude == null)) {
            throw new Problem.Invalid("fix", "fix", "经度和纬度应同时填写");
        }
        if (longitude != null && (Math.abs(longitude) > 180 || Math.abs(latitude) > 90)) {
            throw new Problem.Invalid("fix", "fix", "经纬度超出范围：" + longitude + "，" + latitude);
        }
        if (longitude == null && said == null) {
            throw new Problem.Invalid("fix-required", "fix", "请记录现场位置：打开定位，或手工填写地点");
        }
    }

    /** {@code true} where the receiver of the phone said it, not a person. */
    public boolean measured() {
        return longitude != null && said == null;
    }
}
