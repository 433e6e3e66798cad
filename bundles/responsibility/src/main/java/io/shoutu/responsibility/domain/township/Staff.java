package io.shoutu.responsibility.domain.township;

import io.shoutu.api.Problem;
import io.shoutu.responsibility.domain.Words;
import java.time.LocalDate;

/**
 * Somebody in a post of a township's safety office (安办工作人员).
 *
 * @param id stable
 * @param person id of the directory
 * @param dedicated whether he does nothing else (专职)
 * @param certificate number of his certificate, or null where he has none
 * @param certifiedUntil its last day, or null where it has none
 * @param trainedOn his last training, or null
 * @param to last day, or null while it lasts
 */
public record Staff(String id, String unit, String post, String person, boolean dedicated, String certificate, LocalDate certifiedUntil, LocalDate trainedOn, LocalDate from, LocalDate to) {
    public Staff {
        post = Words.required(post, "post", "岗位", 100);
        person = Words.required(person, "person", "人员", 100);
        certificate = Words.optional(certificate, "certificate", "证书编号", 100);
        if (from == null || to != null && to.isBefore(from)) {
            throw new Problem.Invalid("staff-term", "from", "请填写到岗日期，且离岗日期不早于到岗日期");
        }
    }

    public boolean on(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    /** Whether he holds a certificate that is valid on that day. */
    public boolean certified(LocalDate day) {
        return certificate != null && (certifiedUntil == null || !day.isAfter(certifiedUntil));
    }
}
