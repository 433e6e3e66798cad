package io.shoutu.edge.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.shoutu.api.Problem;
import io.shoutu.api.store.OutcomeUnknown;
import io.shoutu.api.store.StoreAway;
import io.shoutu.api.store.StoreFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.ws.rs.WebApplicationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said when something went wrong (问题说明), as RFC 9457 wants it: the one place where an exception becomes a status.
 *
 * <p>A fault is logged with a reference and answered with that reference alone.
 */
record Said(int status, String code, String detail, String field, boolean challenge) {
    static final String TYPE = "application/problem+json;charset=UTF-8";
    /** Said to nobody: the client went before its answer had arrived. */
    static final int HUNG_UP = 499;
    private static final Logger LOG = LoggerFactory.getLogger(Said.class);
    private static final Map<Integer, String> TITLES = Map.ofEntries(Map.entry(400, "请求无法读取"), Map.entry(401, "未登录"), Map.entry(403, "无权"),
            Map.entry(404, "没有找到"), Map.entry(405, "方法不允许"), Map.entry(406, "无法按所求格式应答"), Map.entry(409, "现在不能这样做"),
            Map.entry(412, "已被他人修改"), Map.entry(413, "内容过大"), Map.entry(415, "内容类型不支持"), Map.entry(422, "内容有误"),
            Map.entry(500, "平台故障"), Map.entry(503, "暂时不可用"));
    private static final Map<Integer, String> CODES = Map.of(400, "bad-request", 401, "unauthenticated", 403, "forbidden", 404, "not-found",
            405, "method-not-allowed", 406, "not-acceptable", 413, "too-large", 415, "unsupported-media-type", 503, "busy");
    private static final Map<Integer, String> DETAILS = Map.of(400, "请求不合规范，请检查地址和参数", 401, "请先登录", 403, "无权进行此操作", 404, "没有这个地址，请检查路径",
            405, "这个地址不支持该 HTTP 方法", 406, "这个地址不能给出 Accept 所要的格式", 413, "请求内容过大", 415, "不支持该 Content-Type；请使用 application/json");

    /** What to say about anything thrown. */
    static Said of(Throwable thrown) {
        Throwable t = thrown;
        for (int depth = 0; t != null && depth < 20; depth++, t = t.getCause()) {
            if (t instanceof Refusal r) {
                return new Said(r.status, r.code, r.getMessage(), r.field, r.challenge);
            }
            if (t instanceof Problem p) {
                return of(p);
            }
            if (t instanceof StoreAway) {
                LOG.warn("answered 503, the database is away: {}", t.getMessage());
                return new Said(503, "store-unavailable", "数据库没有应答，这次操作没有保存；数据库恢复后请再试", null, false);
            }
            if (t instanceof OutcomeUnknown) {
                return new Said(503, "outcome-unknown", "保存时数据库断开，不知道是否已经保存；数据库恢复后请先查看，确认没有再做一次；管理员编号 " + logged("commit without an answer", thrown), null, false);
            }
            if (t instanceof StoreFailure) {
                String reference = logged("store failure", thrown);
                return new Said(503, "store-failure", "数据存储暂时没有应答，请稍后再试；如持续出现，请告知管理员编号 " + reference, null, false);
            }
            if (t instanceof JsonProcessingException j && !(hasProblem(j))) {
                return unreadable(j);
            }
            if (t instanceof WebApplicationException w && t.getCause() == null) {
                int status = w.getResponse().getStatus();
                if (status < 500) {
                    return new Said(status, CODES.getOrDefault(status, "http-" + status), DETAILS.getOrDefault(status, "请求被拒绝（" + status + "）"), null, false);
                }
            }
        }
        if (thrown instanceof WebApplicationException w && w.getResponse().getStatus() < 500) {
            int status = w.getResponse().getStatus();
            return new Said(status, CODES.getOrDefault(status, "http-" + status), DETAILS.getOrDefault(status, "请求被拒绝（" + status + "）"), null, false);
        }
        if (hungUp(thrown)) {
            // Nobody is left to read an answer, and nothing of ours is wrong.
            LOG.debug("the client hung up", thrown);
            return new Said(HUNG_UP, "hung-up", "请求方已断开", null, false);
        }
        String reference = logged("fault", thrown);
        return new Said(500, "fault", "平台内部故障，已记录；请告知管理员编号 " + reference, null, false);
    }

    private static Said of(Problem p) {
        // A query parameter or cursor that cannot be read is a request that cannot be read, wherever it was noticed.
        // A file too large is the same to its sender whether the gate or the room noticed.
        int status = "bad-parameter".equals(p.code()) ? 400 : "too-large".equals(p.code()) ? 413 : p instanceof Problem.NotFound ? 404 : p instanceof Problem.IllegalMove ? 409 : p instanceof Problem.Forbidden ? 403 : p instanceof Problem.Stale ? 412 : 422;
        return new Said(status, p.code(), p.getMessage(), p.field(), false);
    }

    private static boolean hasProblem(Throwable t) {
        for (Throwable c = t.getCause(); c != null; c = c.getCause()) {
            if (c instanceof Problem || c instanceof Refusal) {
                return true;
            }
        }
        return false;
    }

    private static Said unreadable(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        String where = place == null || place.getLineNr() < 0 ? "" : "（第" + place.getLineNr() + "行第" + Math.max(1, place.getColumnNr()) + "列）";
        boolean bounds = false;
        for (Throwable c = e; c != null; c = c.getCause()) {
            bounds |= c instanceof StreamConstraintsException;
        }
        String field = !bounds && e instanceof JsonMappingException m ? path(m) : null;
        String text;
        if (e instanceof UnrecognizedPropertyException u) {
            String known = u.getKnownPropertyIds() == null ? "" : u.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining("、"));
            text = "不认识字段“" + u.getPropertyName() + "”" + where + (known.isEmpty() ? "" : "；可用字段：" + known);
        } else if (e instanceof InvalidFormatException f) {
            text = "字段“" + field + "”的值不能读作" + kind(f.getTargetType()) + where;
        } else if (bounds) {
            text = "JSON 嵌套过深，或者其中的文字、数字过长" + where;
        } else if (e instanceof JsonMappingException) {
            text = field == null ? "JSON 的结构与约定不符" + where : "字段“" + field + "”的内容与约定不符" + where;
        } else {
            text = "JSON 写法有误" + where;
        }
        return new Said(400, "malformed-json", text, field, false);
    }

    private static String path(JsonMappingException e) {
        StringBuilder out = new StringBuilder();
        for (JsonMappingException.Reference r : e.getPath()) {
            if (r.getFieldName() != null) {
                out.append(out.isEmpty() ? "" : ".").append(r.getFieldName());
            } else if (r.getIndex() >= 0) {
                out.append('[').append(r.getIndex()).append(']');
            }
        }
        return out.isEmpty() ? null : out.toString();
    }

    private static String kind(Class<?> type) {
        if (type == null) {
            return "所需类型";
        }
        if (type.isEnum()) {
            return "以下之一：" + java.util.Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining("、"));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long", "BigInteger" -> "整数";
            case "double", "Double", "float", "Float", "BigDecimal" -> "数字";
            case "boolean", "Boolean" -> "true 或 false";
            case "LocalDate" -> "日期（如 2026-12-31）";
            case "Instant" -> "时间（RFC 3339 或毫秒数）";
            default -> "所需类型";
        };
    }

    /** Whether the server found the other end of the connection gone: Jetty's EofException, known by name only, its package is not ours to import. */
    static boolean hungUp(Throwable thrown) {
        for (Throwable c = thrown; c != null; c = c.getCause()) {
            if (c instanceof java.io.EOFException && c.getClass().getSimpleName().equals("EofException")) {
                return true;
            }
        }
        return false;
    }

    private static String logged(String what, Throwable thrown) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("{} {}", what, reference, thrown);
        return reference;
    }

    /** The body of RFC 9457, all six members always there. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", TITLES.getOrDefault(status, "请求被拒绝"));
        body.put("status", status);
        body.put("code", code);
        body.put("detail", detail);
        body.put("field", field);
        return body;
    }
}
