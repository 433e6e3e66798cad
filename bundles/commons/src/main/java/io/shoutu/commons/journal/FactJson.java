package io.shoutu.commons.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** A fact's details as canonical JSON (规范化 JSON): keys sorted at every depth, no blanks, so that equal details are equal text. */
final class FactJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    private FactJson() {}

    /** @throws IllegalArgumentException naming the detail that is not JSON-like, e.g. a date that should have been written as text */
    static String write(Map<String, Object> data) {
        try {
            return JSON.writeValueAsString(sorted(data, ""));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a fact's details are not JSON-like", e);
        }
    }

    static Map<String, Object> read(String text) {
        try {
            return JSON.readValue(text, DETAILS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the journal holds details that are no JSON: " + text, e);
        }
    }

    private static Object sorted(Object value, String path) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new IllegalArgumentException("a fact's detail is not a number JSON knows: " + path + " = " + number);
            }
            return number;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> out = new TreeMap<>();
            map.forEach((k, v) -> out.put(String.valueOf(k), sorted(v, path + "." + k)));
            return out;
        }
        if (value instanceof Iterable<?> many) {
            java.util.List<Object> out = new java.util.ArrayList<>();
            many.forEach(v -> out.add(sorted(v, path + "[]")));
            return out;
        }
        throw new IllegalArgumentException("a fact's detail must be text, number, boolean, list, map or null: " + path + " is a " + value.getClass().getName());
    }
}
