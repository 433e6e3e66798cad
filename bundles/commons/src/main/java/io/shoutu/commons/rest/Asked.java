package io.shoutu.commons.rest;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.Problem;
import java.util.List;
import javax.ws.rs.core.SecurityContext;

/** What every request here has in common (请求): who asks, a body that must be there, a list cut into pages. */
final class Asked {
    private static final int USUAL_LIMIT = 50;

    private Asked() {}

    static Actor by(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }

    /** @throws Problem.Invalid where the request had no body */
    static <T> T body(T body) {
        if (body == null) {
            throw new Problem.Invalid("body-missing", null, "请求缺少内容");
        }
        return body;
    }

    /** @throws Problem.Invalid where a key in the body contradicts the address */
    static <T> void same(String field, T inAddress, T inBody) {
        if (inBody != null && !inBody.equals(inAddress)) {
            throw new Problem.Invalid("key-mismatch", field, "内容中的 " + field + "（" + inBody + "）与地址中的（" + inAddress + "）不一致");
        }
    }

    static int limit(Integer limit) {
        if (limit == null) {
            return USUAL_LIMIT;
        }
        if (limit < 1 || limit > 500) {
            throw new Problem.Invalid("limit", "limit", "limit 应在 1 至 500 之间：" + limit);
        }
        return limit;
    }

    /** One page of a short list that is held in memory as a whole; the cursor is the position of the next row. */
    static <T> Page<T> page(List<T> all, String cursor, Integer limit) {
        int from = 0;
        if (cursor != null && !cursor.isBlank()) {
            if (!cursor.matches("\\d{1,9}")) {
                throw new Problem.Invalid("cursor", "cursor", "翻页标记无法识别，请从第一页重新开始：" + cursor);
            }
            from = Math.min(Integer.parseInt(cursor), all.size());
        }
        int to = Math.min(all.size(), from + limit(limit));
        return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null, all.size());
    }
}
