package io.shoutu.edge.command;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words (分词). The shell's language is not spoken here: no pipes, no variables, no closures, no second command. */
final class Words {
    private Words() {}

    /**
     * Blanks part words; single or double quotes keep blanks inside.
     *
     * @throws IllegalArgumentException on an open quote, on a control character, and on a quote or backslash inside a word
     */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (char c : line.strip().toCharArray()) {
            if (Character.isISOControl(c)) {
                throw new IllegalArgumentException("命令中不能有控制字符或换行");
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else if (c == '\'' || c == '\\') {
                    throw new IllegalArgumentException("参数中不能有单引号或反斜杠");
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                word = word == null ? new StringBuilder() : word;
            } else if (c == ' ') {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
            } else if (c == '\\') {
                throw new IllegalArgumentException("参数中不能有反斜杠");
            } else {
                word = (word == null ? new StringBuilder() : word).append(c);
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("引号没有成对");
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }

    /** The shell reads options only before the first argument; people also write {@code shoutu:replay journal --all}. */
    static List<String> optionsFirst(List<String> words) {
        int end = words.size();
        while (end > 0 && words.get(end - 1).startsWith("--")) {
            end--;
        }
        List<String> out = new ArrayList<>(words.subList(end, words.size()));
        out.addAll(words.subList(0, end));
        return out;
    }

    /** The words for the shell, each one quoted so that it means nothing but itself. */
    static String quoted(List<String> words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(line.isEmpty() ? "" : " ").append('\'').append(word).append('\'');
        }
        return line.toString();
    }
}
