package io.shoutu.access.domain;

import io.shoutu.api.Problem;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A bearer token of a machine account (系统令牌), as it is stored: only its hash.
 *
 * @param operations names or patterns such as {@code hazard.*}; the account's roles bound it besides
 * @param lastUsed to about a minute, or null
 * @param revoked when it was taken back, or null
 */
public record Token(String id, String account, String label, String hash, Set<String> operations, Instant issued, String issuedBy, Instant expires, Instant lastUsed, Instant revoked) {
    private static final Pattern OPERATION = Pattern.compile("\\*|[a-z][a-z0-9-]*\\.(\\*|[a-z][a-z0-9-]*)");

    public Token {
        if (label == null || label.isBlank() || label.length() > 60) {
            throw new Problem.Invalid("token-label", "label", "请写明令牌的用途，不超过 60 个字");
        }
        if (operations == null || operations.isEmpty() || operations.size() > 50) {
            throw new Problem.Invalid("token-operations", "operations", "请列出令牌可执行的操作（1 至 50 个），如 hazard.read 或 hazard.*");
        }
        for (String operation : operations) {
            if (operation == null || !OPERATION.matcher(operation).matches() || operation.length() > 80) {
                throw new Problem.Invalid("token-operations", "operations", "操作应写作 hazard.read 或 hazard.*：" + operation);
            }
        }
        operations = Set.copyOf(operations);
    }

    public boolean holds(Instant now) {
        return revoked == null && now.isBefore(expires);
    }
}
