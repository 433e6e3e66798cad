package io.shoutu.notices.domain;

import io.shoutu.api.notices.Level;
import java.util.List;

/**
 * The words of a message (消息文字): of one notice its own, of several how many there are and their titles.
 *
 * @param count notices in it
 */
public record Wording(String title, String text, int count) {
    private static final int SHOWN = 5;
    /** What an urgent repetition says, so that nobody thinks it happened twice. */
    public static final String AGAIN = "（可能重复）";

    /** @param notices the most pressing first, at least one */
    public static Wording of(List<Kept> notices, boolean again) {
        Kept first = notices.get(0);
        String level = first.level() == Level.ORDINARY ? "" : "【" + first.level().label() + "】";
        if (notices.size() == 1) {
            return new Wording(level + first.title(), mark(again) + first.text(), 1);
        }
        StringBuilder text = new StringBuilder(mark(again)).append("共 ").append(notices.size()).append(" 条：");
        for (int i = 0; i < Math.min(SHOWN, notices.size()); i++) {
            text.append('\n').append(i + 1).append(". ").append(notices.get(i).title());
        }
        if (notices.size() > SHOWN) {
            text.append("\n……其余 ").append(notices.size() - SHOWN).append(" 条请登录平台查看");
        }
        return new Wording(level + "共 " + notices.size() + " 条：" + first.title(), text.toString(), notices.size());
    }

    private static String mark(boolean again) {
        return again ? AGAIN : "";
    }
}
