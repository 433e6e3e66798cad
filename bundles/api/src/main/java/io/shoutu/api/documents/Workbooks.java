package io.shoutu.api.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Workbooks (电子表格): lists out to Excel, filled sheets in, and the sender's own file back with what became of each row. */
@ProviderType
public interface Workbooks {
    /** Media type of .xlsx. */
    String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /**
     * What a sheet looks like (表样).
     *
     * @param title name of the sheet, 1 to 31 characters without {@code []:*?/\}
     * @param columns in their order; keys and headings differ
     */
    record Sheet(String title, List<Column> columns) {
        public Sheet {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A row that can be used.
     *
     * @param line its line in the file, the first is 1
     * @param values by key; what is empty is absent
     */
    record Row(int line, Map<String, Object> values) {}

    /**
     * Why a row cannot be used. One row may have several.
     *
     * @param line its line in the file
     * @param column heading, or null where the row as a whole is wrong
     * @param text what is wrong and what to do, in Chinese
     */
    record Fault(int line, String column, String text) {}

    /**
     * A sheet that was read.
     *
     * @param rows those without a fault, in their order; empty lines are in neither list
     * @param faults of the others
     * @param ignored headings nobody asked for
     */
    record Reading(List<Row> rows, List<Fault> faults, List<String> ignored) {
        public Reading {
            rows = List.copyOf(rows);
            faults = List.copyOf(faults);
            ignored = List.copyOf(ignored);
        }
    }

    /**
     * Writes .xlsx as the rows come; memory does not grow with them. Text beginning with {@code = + - @} stays text. The same rows and
     * instant give the same bytes. The stream is left open.
     *
     * @param rows at most 1,048,575; maps may hold more keys than there are columns
     * @param asOf the time of writing, put into the file
     * @throws io.shoutu.api.Problem.Invalid code {@code too-many-rows}
     */
    void write(Sheet sheet, Iterator<Map<String, Object>> rows, OutputStream out, Instant asOf) throws IOException;

    /** Writes an empty .xlsx to fill in: headings, drop-downs, and a second sheet that says what goes where. */
    void template(Sheet sheet, OutputStream out, Instant asOf) throws IOException;

    /**
     * Reads the first visible sheet of an .xlsx or .xls: columns in any order, with others between them, below a title and with
     * merged headings; dates as dates or text; numbers as text; blanks around. Formulas are not computed: their last result counts.
     *
     * @throws io.shoutu.api.Problem.Invalid where the file is none of both, too large, built to harm, or lacks a required heading
     */
    Reading read(Sheet sheet, byte[] file);

    /**
     * The sender's own file, its look kept, with one more column {@code 导入结果} that says what became of each row: the verdicts by
     * line, red where {@code faults} names the line. Handing the answer in again is the same as handing in the file.
     *
     * @param good what to write behind rows that went well, by line, e.g. {@code 已导入}
     */
    byte[] answer(Sheet sheet, byte[] file, Map<Integer, String> good, List<Fault> faults);
}
