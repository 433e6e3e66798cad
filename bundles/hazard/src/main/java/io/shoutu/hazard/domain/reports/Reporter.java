package io.shoutu.hazard.domain.reports;

import io.shoutu.api.Problem;
import io.shoutu.hazard.domain.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who reported (举报人), on the way into the sealed store and nowhere else. Its text says nothing, so that no log line gives it away.
 *
 * @param statement what was said in the reporter's own words, which may name him
 * @param account with which he was signed in, or null
 */
public record Reporter(String name, String phone, String address, String idNumber, String email, String statement, String account) {
    public static final Reporter NOBODY = new Reporter(null, null, null, null, null, null, null);

    public Reporter {
        name = Words.optional(name, "reporter.name", "姓名", 60);
        phone = Words.optional(phone, "reporter.phone", "电话", 40);
        address = Words.optional(address, "reporter.address", "住址", 200);
        idNumber = Words.optional(idNumber, "reporter.idNumber", "证件号码", 40);
        email = Words.optional(email, "reporter.email", "电子邮箱", 100);
        statement = Words.optional(statement, "reporter.statement", "原始陈述", 4000);
        account = Words.optional(account, "reporter.account", "账号", 100);
    }

    public boolean anonymous() {
        return Stream.of(name, phone, address, idNumber, email, account).allMatch(v -> v == null);
    }

    /** The values there are, by field. */
    public Map<String, String> fields() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("name", name);
        all.put("phone", phone);
        all.put("address", address);
        all.put("id-number", idNumber);
        all.put("email", email);
        all.put("statement", statement);
        all.put("account", account);
        all.values().removeIf(v -> v == null);
        return all;
    }

    public static Reporter of(Map<String, String> f) {
        return new Reporter(f.get("name"), f.get("phone"), f.get("address"), f.get("id-number"), f.get("email"), f.get("statement"), f.get("account"));
    }

    /** Refuses words that name the reporter; the refusal repeats none of them. */
    public void absentFrom(String field, String... words) {
        for (String text : words) {
            if (text != null && names().stream().anyMatch(value -> plain(text).contains(plain(value)))) {
                throw new Problem.Invalid("identity-in-text", field, "这段文字含有举报人的身份信息，请删去后再提交；身份信息只保存在密封的举报人资料中");
            }
        }
    }

    private List<String> names() {
        return Stream.of(name, phone, address, idNumber, email, account).filter(v -> v != null && plain(v).length() >= 2).toList();
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s\\-_.·]", "").toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Reporter[sealed]";
    }
}
