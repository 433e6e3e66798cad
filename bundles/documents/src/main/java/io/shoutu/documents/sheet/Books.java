package io.shoutu.documents.sheet;

import io.shoutu.api.Problem;
import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.documents.Config;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Workbooks (电子表格) by fastexcel out and by POI in. */
@Component(service = Workbooks.class, configurationPid = "io.shoutu.documents")
public final class Books implements Workbooks {
    private static final int FLUSH_EVERY = 500;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final String DAY = "yyyy-mm-dd";
    private static final int TO_FILL_IN = 2_000;

    private final Config config;
    /** A filled sheet is held in memory as a whole while it is read: two at a time are enough. */
    private final Semaphore readers = new Semaphore(2, true);

    @Activate
    public Books(Config config) {
        this.config = config;
    }

    @Override
    public void write(Sheet sheet, Iterator<Map<String, Object>> rows, OutputStream out, Instant asOf) throws IOException {
        made(out, asOf, book -> {
            Worksheet page = book.newWorksheet(sheet.title());
            heads(page, sheet, false);
            page.freezePane(0, 1);
            int line = 1;
            while (rows.hasNext()) {
                if (line >= Worksheet.MAX_ROWS) {
                    throw new Problem.Invalid("too-many-rows", null, "超过 Excel 一张表的行数上限（" + (Worksheet.MAX_ROWS - 1) + "行），请缩小范围");
                }
                Map<String, Object> row = rows.next();
                for (int c = 0; c < sheet.columns().size(); c++) {
                    cell(page, line, c, row.get(sheet.columns().get(c).key()));
                }
                if (++line % FLUSH_EVERY == 0) {
                    page.flush();
                }
            }
            page.finish();
        });
    }

    private static void heads(Worksheet page, Sheet sheet, boolean marked) {
        for (int c = 0; c < sheet.columns().size(); c++) {
            Column column = sheet.columns().get(c);
            page.width(c, Math.min(100, column.width() + 2));
            page.inlineString(0, c, column.heading() + (marked && column.required() ? "*" : ""));
            page.style(0, c).bold().horizontalAlignment("center").fillColor("DDE7F0").set();
        }
    }

    /** Text is written as text and never looked at: what begins with an equals sign is no formula. */
    private static void cell(Worksheet page, int line, int c, Object value) {
        if (value instanceof LocalDate day) {
            page.value(line, c, day);
            page.style(line, c).format(DAY).set();
        } else if (value instanceof BigDecimal number && number.precision() > 15) {
            page.inlineString(line, c, number.toPlainString());
        } else if (value instanceof Number number) {
            page.value(line, c, number);
        } else if (value != null) {
            page.inlineString(line, c, clean(value.toString()));
        }
    }

    /** What XML and a cell can hold. */
    private static String clean(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().limit(32_767).forEach(c -> out.appendCodePoint(c < 0x20 && c != '\n' && c != '\t' ? ' ' : c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c));
        return out.length() <= 32_767 ? out.toString() : out.substring(0, 32_766);
    }

    @Override
    public void template(Sheet sheet, OutputStream out, Instant asOf) throws IOException {
        made(out, asOf, book -> {
            Worksheet page = book.newWorksheet(sheet.title());
            Worksheet notes = book.newWorksheet("填写说明");
            Worksheet options = book.newWorksheet("选项");
            heads(page, sheet, true);
            page.freezePane(0, 1);
            String[] titles = {"列", "必填", "类型", "说明"};
            for (int c = 0; c < titles.length; c++) {
                notes.inlineString(0, c, titles[c]);
                notes.style(0, c).bold().set();
                notes.width(c, c == 3 ? 80 : 18);
            }
            for (int c = 0; c < sheet.columns().size(); c++) {
                Column column = sheet.columns().get(c);
                notes.inlineString(c + 1, 0, column.heading());
                notes.inlineString(c + 1, 1, column.required() ? "必填" : "选填");
                notes.inlineString(c + 1, 2, kind(column));
                notes.inlineString(c + 1, 3, column.note() + (column.options().isEmpty() ? "" : "可填：" + String.join("、", column.options())));
                if (column.kind() == Column.Kind.CODE) {
                    page.style(c).format("@").set();
                } else if (column.kind() == Column.Kind.DATE) {
                    page.style(c).format(DAY).set();
                }
                for (int i = 0; i < column.options().size(); i++) {
                    options.inlineString(i, c, column.options().get(i));
                }
                if (!column.options().isEmpty()) {
                    page.range(1, c, TO_FILL_IN, c).validateWithList(options.range(0, c, column.options().size() - 1, c));
                }
            }
            notes.inlineString(sheet.columns().size() + 2, 0, "从第二行起每行填一条；列的先后可以调整，多出的列不影响导入。");
            page.finish();
            notes.finish();
            options.finish();
        });
    }

    private static String kind(Column column) {
        return switch (column.kind()) {
            case TEXT -> "文字";
            case NUMBER -> "数字";
            case DATE -> "日期，如 2026-02-13";
            case CODE -> "代码（文本格式）";
            case CHOICE -> "从下拉框选择";
        };
    }

    /** Fills a workbook. */
    private interface Filling {
        void fill(Workbook book) throws IOException;
    }

    /** fastexcel writes the hour into every part: the file is made beside and copied out without it. */
    private static void made(OutputStream out, Instant asOf, Filling filling) throws IOException {
        Path beside = Files.createTempFile("shoutu-", ".xlsx");
        try {
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(beside)); Workbook book = new Workbook(file, "Shoutu", "1.0")) {
                filling.fill(book);
            }
            try (ZipFile parts = new ZipFile(beside.toFile()); ZipOutputStream zip = new ZipOutputStream(new Unclosed(out))) {
                for (ZipEntry entry : Collections.list(parts.entries())) {
                    ZipEntry copy = new ZipEntry(entry.getName());
                    copy.setTimeLocal(NO_TIME);
                    zip.putNextEntry(copy);
                    try (InputStream in = parts.getInputStream(entry)) {
                        if (entry.getName().equals("docProps/core.xml")) {
                            String core = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                            zip.write(core.replaceAll("(<dcterms:(created|modified)[^>]*>)[^<]*", "$1" + asOf.truncatedTo(ChronoUnit.SECONDS)).getBytes(StandardCharsets.UTF_8));
                        } else {
                            in.transferTo(zip);
                        }
                    }
                    zip.closeEntry();
                }
            }
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Leaves the caller's stream open. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    @Override
    public Reading read(Sheet sheet, byte[] file) {
        readers.acquireUninterruptibly();
        try (Form form = Form.open(file, sheet, config.sheetLimit(), config.sheetRows())) {
            List<Workbooks.Row> rows = new ArrayList<>();
            List<Fault> faults = new ArrayList<>();
            for (int r = form.head + 1; r <= form.sheet.getLastRowNum(); r++) {
                if (!form.empty(r)) {
                    row(form, sheet, r, rows, faults);
                }
            }
            return new Reading(rows, faults, form.ignored);
        } finally {
            readers.release();
        }
    }

    private static void row(Form form, Sheet sheet, int r, List<Workbooks.Row> rows, List<Fault> faults) {
        Map<String, Object> values = new LinkedHashMap<>();
        int before = faults.size();
        for (Column column : sheet.columns()) {
            Integer place = form.places.get(column);
            Cell cell = place == null ? null : form.cell(r, place);
            try {
                if (!Cells.text(cell).isEmpty()) {
                    values.put(column.key(), Cells.value(cell, column));
                } else if (column.required()) {
                    faults.add(new Fault(r + 1, column.heading(), "必填，现为空"));
                }
            } catch (Cells.Unreadable e) {
                faults.add(new Fault(r + 1, column.heading(), e.getMessage()));
            }
        }
        if (faults.size() == before) {
            rows.add(new Workbooks.Row(r + 1, values));
        }
    }

    @Override
    public byte[] answer(Sheet sheet, byte[] file, Map<Integer, String> good, List<Fault> faults) {
        readers.acquireUninterruptibly();
        try (Form form = Form.open(file, sheet, config.sheetLimit(), config.sheetRows()); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Map<Integer, List<String>> wrong = new HashMap<>();
            faults.forEach(f -> wrong.computeIfAbsent(f.line(), l -> new ArrayList<>()).add((f.column() == null ? "" : f.column() + "：") + f.text()));
            CellStyle red = style(form, IndexedColors.RED, true);
            CellStyle plain = style(form, IndexedColors.GREEN, false);
            write(form, form.head, Form.VERDICT, style(form, IndexedColors.AUTOMATIC, true));
            for (int r = form.head + 1; r <= form.sheet.getLastRowNum(); r++) {
                List<String> why = wrong.get(r + 1);
                if (why != null) {
                    write(form, r, String.join("；", why), red);
                } else if (good.containsKey(r + 1)) {
                    write(form, r, good.get(r + 1), plain);
                }
            }
            form.sheet.setColumnWidth(form.verdict, 48 * 256);
            form.book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a workbook in memory could not be written", e);
        } finally {
            readers.release();
        }
    }

    private static CellStyle style(Form form, IndexedColors color, boolean bold) {
        Font font = form.book.createFont();
        font.setColor(color == IndexedColors.AUTOMATIC ? Font.COLOR_NORMAL : color.getIndex());
        font.setBold(bold);
        CellStyle style = form.book.createCellStyle();
        style.setFont(font);
        style.setWrapText(true);
        return style;
    }

    private static void write(Form form, int line, String text, CellStyle style) {
        org.apache.poi.ss.usermodel.Row row = form.sheet.getRow(line);
        Cell cell = row.getCell(form.verdict, org.apache.poi.ss.usermodel.Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
        cell.setCellValue(text.length() > 32_000 ? text.substring(0, 32_000) : text);
        cell.setCellStyle(style);
    }
}
