package io.shoutu.api.documents;

import io.shoutu.api.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A tag (标签) a template may hold: the place where a value of the model goes. A county may write the name or the Chinese label.
 *
 * <p>Text is written {@code {{name}}}, a picture {@code {{@name}}}. A list is written in one of two ways: in a table, {@code {{name}}} in
 * a cell of the row above the one that is repeated and {@code [column]} in that row; or anywhere, as the paragraphs between
 * {@code {{?name}}} and {@code {{/name}}}, in which the columns are tags.
 *
 * @param name letters and digits, beginning with a small letter
 * @param label Chinese, without blanks and punctuation
 * @param kind what goes there
 * @param required whether a template without it is refused
 * @param columns the tags of one element of a list; empty for text and pictures
 */
public record Tag(String name, String label, Kind kind, boolean required, List<Tag> columns) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9]{0,39}");
    private static final Pattern LABEL = Pattern.compile("[\\u4e00-\\u9fa5A-Za-z0-9]{1,40}");

    /** What goes there (标签类别). */
    public enum Kind { TEXT, PICTURE, LIST }

    public Tag {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new Problem.Invalid("tag-name", "name", "标签名称应以小写字母开头，只含字母和数字：" + name);
        }
        if (label == null || !LABEL.matcher(label).matches()) {
            throw new Problem.Invalid("tag-label", "label", "标签的中文名只能是汉字、字母和数字：" + label);
        }
        columns = List.copyOf(columns);
        if ((kind == Kind.LIST) == columns.isEmpty()) {
            throw new Problem.Invalid("tag-columns", "columns", "列表标签须有列，其他标签没有列：" + name);
        }
        Set<String> seen = new HashSet<>();
        for (Tag column : columns) {
            if (column.kind() == Kind.LIST || !seen.add(column.name()) || !seen.add(column.label())) {
                throw new Problem.Invalid("tag-columns", "columns", "列表标签的列不得重名，也不得再含列表：" + name + "." + column.name());
            }
        }
    }

    /** Text every template must hold. */
    public static Tag text(String name, String label) {
        return new Tag(name, label, Kind.TEXT, true, List.of());
    }

    public static Tag picture(String name, String label) {
        return new Tag(name, label, Kind.PICTURE, true, List.of());
    }

    public static Tag list(String name, String label, Tag... columns) {
        return new Tag(name, label, Kind.LIST, true, List.of(columns));
    }

    /** The same tag, which a template may leave out. */
    public Tag optional() {
        return new Tag(name, label, kind, false, columns);
    }
}
