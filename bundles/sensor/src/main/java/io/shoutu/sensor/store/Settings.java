package io.shoutu.sensor.store;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Settings of a rule as one text (规则参数): {@code name=value&name=value}, escaped as in an address. */
final class Settings {
    private Settings() {}

    static String written(Map<String, String> settings) {
        return settings.entrySet().stream().map(s -> escaped(s.getKey()) + "=" + escaped(s.getValue())).collect(Collectors.joining("&"));
    }

    static Map<String, String> read(String text) {
        Map<String, String> settings = new TreeMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&")) {
            int equals = pair.indexOf('=');
            settings.put(plain(pair.substring(0, equals)), plain(pair.substring(equals + 1)));
        }
        return settings;
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String plain(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
