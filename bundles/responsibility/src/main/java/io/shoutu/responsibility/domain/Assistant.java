package io.shoutu.responsibility.domain;

import io.shoutu.api.Problem;
import java.time.LocalDate;

/**
 * Who assists the holder of a post (工作协助人): may enter remarks and hand in results for its list, never sign it.
 *
 * @param id stable
 * @param post whose lists; never a body
 * @param account who assists
 * @param delegation what was entrusted (授权范围), in words
 * @param to last day, or null while it lasts
 */
public record Assistant(String id, Bearer post, String account, String delegation, LocalDate from, LocalDate to, String appointedBy) {
    public Assistant {
        if (post == null || post.body()) {
            throw new Problem.Invalid("assistant-post", "title", "工作协助人须对应一个职务，请填写职务名称");
        }
        if (account == null || account.isBlank()) {
            throw new Problem.Invalid("required", "account", "请选择工作协助人");
        }
        if (delegation == null || delegation.isBlank() || delegation.length() > 500) {
            throw new Problem.Invalid("required", "delegation", "请填写授权范围（不超过 500 字），如：代为填报履职说明、提交成果材料");
        }
        if (from == null || to != null && to.isBefore(from)) {
            throw new Problem.Invalid("assistant-term", "from", "请填写任命日期，且结束日期不早于任命日期");
        }
    }

    public boolean on(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
