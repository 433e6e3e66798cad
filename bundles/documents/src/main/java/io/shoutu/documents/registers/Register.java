package io.shoutu.documents.registers;

import io.shoutu.api.Actor;
import io.shoutu.api.directory.AreaCode;
import io.shoutu.api.documents.Workbooks;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/** A list of the directory that travels as a sheet (名录表). */
public interface Register {
    /** Its name in addresses, e.g. {@code enterprises}. */
    String name();

    /** What it looks like. */
    Workbooks.Sheet sheet();

    /** Judges the rows of one sheet, in their order; what is looked up is looked up once per sheet. */
    Judge judge();

    /** Its rows inside the asker's scope, read as they are written. */
    Iterator<Map<String, Object>> rows(AreaCode area, String text, Actor asking);

    /** Says what a row means (逐行判定). */
    interface Judge {
        /** @throws io.shoutu.api.Problem.Invalid where the row cannot be taken; its field is the key of a column */
        Change judge(Map<String, Object> row);
    }

    /** What a row does (变更类别). */
    enum Effect { CREATED, CHANGED, NOTHING }

    /**
     * What a row means.
     *
     * @param key what must not stand in the sheet twice
     * @param column key of the column the key stands in
     * @param note one thing more the sender should know, or null
     * @param take puts it into the directory
     */
    record Change(String key, String column, Effect effect, String note, Consumer<Actor> take) {}
}
