package io.shoutu.edge.http;

import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.directory.CreditCode;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.ws.rs.CookieParam;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.ext.ParamConverter;
import javax.ws.rs.ext.ParamConverterProvider;

/** Parameters in the address (地址参数): one that cannot be read answers 400 and names the parameter; an empty one counts as absent. */
final class Parameters implements ParamConverterProvider {
    private record Kind(String wanted, Function<String, Object> read) {}

    private static final Map<Class<?>, Kind> KINDS = Map.ofEntries(
            Map.entry(Integer.class, new Kind("整数", Integer::valueOf)), Map.entry(int.class, new Kind("整数", Integer::valueOf)),
            Map.entry(Long.class, new Kind("整数", Long::valueOf)), Map.entry(long.class, new Kind("整数", Long::valueOf)),
            Map.entry(Double.class, new Kind("数字", Parameters::number)), Map.entry(double.class, new Kind("数字", Parameters::number)),
            Map.entry(Boolean.class, new Kind("true 或 false", Parameters::yesOrNo)), Map.entry(boolean.class, new Kind("true 或 false", Parameters::yesOrNo)),
            Map.entry(LocalDate.class, new Kind("日期（如 2026-12-31）", LocalDate::parse)),
            Map.entry(Instant.class, new Kind("时间（RFC 3339，如 2026-11-22T03:00:00Z，或毫秒数）", Parameters::instant)),
            Map.entry(Subject.class, new Kind("类别/编号", Subject::parse)), Map.entry(AreaCode.class, new Kind("12位区划代码", AreaCode::new)),
            Map.entry(CreditCode.class, new Kind("18位统一社会信用代码", CreditCode::new)));

    @Override
    @SuppressWarnings("unchecked")
    public <T> ParamConverter<T> getConverter(Class<T> raw, Type generic, Annotation[] annotations) {
        Kind kind = raw.isEnum() ? new Kind("以下之一：" + words(raw), text -> constant(raw, text)) : KINDS.get(raw);
        if (kind == null) {
            return null;
        }
        String name = name(annotations);
        return new ParamConverter<>() {
            @Override
            public T fromString(String text) {
                if (text == null || text.isBlank()) {
                    if (raw.isPrimitive()) {
                        throw Refusal.parameter(name, "参数“" + name + "”不能为空；应为" + kind.wanted());
                    }
                    return null;
                }
                try {
                    return (T) kind.read().apply(text.strip());
                } catch (Problem p) {
                    throw Refusal.parameter(name, p.getMessage());
                } catch (IllegalArgumentException | DateTimeException e) {
                    throw Refusal.parameter(name, "参数“" + name + "”应为" + kind.wanted() + "，现为：" + text);
                }
            }

            @Override
            public String toString(T value) {
                return String.valueOf(value);
            }
        };
    }

    private static String name(Annotation[] annotations) {
        for (Annotation a : annotations) {
            if (a instanceof QueryParam q) {
                return q.value();
            }
            if (a instanceof PathParam p) {
                return p.value();
            }
            if (a instanceof HeaderParam h) {
                return h.value();
            }
            if (a instanceof CookieParam c) {
                return c.value();
            }
        }
        return "?";
    }

    private static String words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).collect(Collectors.joining("、"));
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants()).filter(c -> ((Enum<?>) c).name().equals(text)).findFirst().orElseThrow(IllegalArgumentException::new);
    }

    private static Double number(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    private static Boolean yesOrNo(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException(text);
    }

    private static Instant instant(String text) {
        // A plus sign in an address arrives as a blank.
        return text.matches("-?\\d{1,16}") ? Instant.ofEpochMilli(Long.parseLong(text)) : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    }
}
