package io.shoutu.documents.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.Problem;
import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.documents.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** Sheets as people really fill them in. */
class BooksTest {
    private static final Instant AS_OF = Instant.parse("2026-11-22T01:02:03Z");
    private static final Workbooks.Sheet SHEET = new Workbooks.Sheet("巡查", List.of(Column.of("code", "点位代码", Column.Kind.CODE).need(), Column.of("name", "名称", Column.Kind.TEXT).need(),
            Column.of("day", "检查日期", Column.Kind.DATE), Column.of("count", "数量", Column.Kind.NUMBER).checked(t -> t.startsWith("-") ? "不能为负" : null),
            Column.choice("result", "结论", List.of("合格", "不合格"))));
    private final Books books = new Books(Settings.USUAL);

    private static byte[] file(Workbook book) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        book.write(out);
        book.close();
        return out.toByteArray();
    }

    private static Sheet filled(Workbook book, Object[]... rows) {
        Sheet sheet = book.createSheet("数据");
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < rows[r].length; c++) {
                Cell cell = sheet.getRow(r) == null ? sheet.createRow(r).createCell(c) : sheet.getRow(r).createCell(c);
                if (rows[r][c] instanceof Number n) {
                    cell.setCellValue(n.doubleValue());
                } else if (rows[r][c] != null) {
                    cell.setCellValue(rows[r][c].toString());
                }
            }
        }
        return sheet;
    }

    private static final Object[] HEADS = {"点位代码", "名称", "检查日期", "数量", "结论"};

    @Test
    void whatWasWrittenIsReadBackTheSame() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, Object> row = Map.of("code", "990100001000", "name", "=HYPERLINK(\"x\")", "day", LocalDate.of(2026, 2, 28), "count", new BigDecimal("12.5"), "result", "合格");
        books.write(SHEET, List.of(row).iterator(), out, AS_OF);
        assertThat(books.read(SHEET, out.toByteArray()).rows()).containsExactly(new Workbooks.Row(2, row));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        books.write(SHEET, List.of(row).iterator(), again, AS_OF);
        assertThat(again.toByteArray()).isEqualTo(out.toByteArray());
    }

    @Test
    void textThatLooksLikeAFormulaStaysText() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Map<String, Object>> rows = IntStream.range(0, 4).<Map<String, Object>>mapToObj(i -> Map.of("name", "=+-@".charAt(i) + "cmd|' /C calc'!A0")).toList();
        books.write(SHEET, rows.iterator(), out, AS_OF);
        try (Workbook book = WorkbookFactory.create(new ByteArrayInputStream(out.toByteArray()))) {
            for (int r = 1; r <= 4; r++) {
                assertThat(book.getSheetAt(0).getRow(r).getCell(1).getCellType()).isEqualTo(CellType.STRING);
            }
        }
    }

    @Test
    void datesNumbersAndCodesAreReadHoweverTheyWereTyped() throws IOException {
        Workbook book = new XSSFWorkbook();
        Sheet sheet = filled(book, HEADS, new Object[] {990100001000d, " 一号点　", "2026年2月13日", "１，２３４.５０", "合 格"}, new Object[] {"a-01 ", "二号点", "2026/2/3", "7", "不合格"},
                new Object[] {"B2", "三号点", 46066, 3, null}, new Object[] {"B3", "四号点", "20260213", null, "  "}, new Object[] {"", "  ", null, "", null});
        CellStyle day = book.createCellStyle();
        day.setDataFormat(book.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
        sheet.getRow(3).getCell(2).setCellStyle(day);
        Workbooks.Reading reading = books.read(SHEET, file(book));
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.rows()).extracting(Workbooks.Row::values).containsExactly(
                Map.of("code", "990100001000", "name", "一号点", "day", LocalDate.of(2026, 2, 13), "count", new BigDecimal("1234.50"), "result", "合格"),
                Map.of("code", "A-01", "name", "二号点", "day", LocalDate.of(2026, 2, 3), "count", new BigDecimal("7"), "result", "不合格"),
                Map.of("code", "B2", "name", "三号点", "day", LocalDate.of(2026, 2, 13), "count", new BigDecimal("3")),
                Map.of("code", "B3", "name", "四号点", "day", LocalDate.of(2026, 2, 13)));
    }

    @Test
    void everyWrongCellIsNamedWithItsLineAndColumn() throws IOException {
        byte[] file = file2(new Object[] {"A1", "好", "2026-02-30", "-3", "还行"}, new Object[] {null, "缺代码", null, "三个", null}, new Object[] {1.2345678901234567e17, "长数字", null, null, null},
                new Object[] {"A4", "好的", null, null, null});
        Workbooks.Reading reading = books.read(SHEET, file);
        assertThat(reading.rows()).extracting(Workbooks.Row::line).containsExactly(5);
        assertThat(reading.faults()).extracting(f -> f.line() + " " + f.column()).containsExactly("2 检查日期", "2 数量", "2 结论", "3 点位代码", "3 数量", "4 点位代码");
        assertThat(reading.faults().get(0).text()).contains("没有这一天");
        assertThat(reading.faults().get(5).text()).contains("15位", "文本");
    }

    private static byte[] file2(Object[]... rows) throws IOException {
        Workbook book = new XSSFWorkbook();
        Object[][] all = new Object[rows.length + 1][];
        all[0] = HEADS;
        System.arraycopy(rows, 0, all, 1, rows.length);
        filled(book, all);
        return file(book);
    }

    @Test
    void columnsMayStandInAnyOrderUnderATitleAndMergedHeadings() throws IOException {
        for (Workbook book : List.of(new XSSFWorkbook(), new HSSFWorkbook())) {
            Sheet sheet = filled(book, new Object[] {"安澜县巡查表（示例）"}, new Object[] {"备注", "基本情况", null, "检查", null}, new Object[] {null, "名称（必填）", "点位代码*", "结论", "检查日期"},
                    new Object[] {"随便写", "一号点", "A1", "合格", "2026.2.13"}, new Object[] {null, "二号点", "A2"});
            sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 4));
            sheet.addMergedRegion(new CellRangeAddress(1, 2, 0, 0));
            sheet.addMergedRegion(new CellRangeAddress(1, 1, 1, 2));
            sheet.addMergedRegion(new CellRangeAddress(3, 4, 3, 3));
            Workbooks.Reading reading = books.read(SHEET, file(book));
            assertThat(reading.ignored()).containsExactly("备注");
            assertThat(reading.rows()).extracting(Workbooks.Row::line).containsExactly(4, 5);
            assertThat(reading.rows().get(1).values()).containsEntry("result", "合格").containsEntry("name", "二号点");
        }
    }

    @Test
    void theAnswerIsTheSendersOwnFileWithAVerdictOnEveryRow() throws IOException {
        for (boolean old : List.of(false, true)) {
            Workbook book = old ? new HSSFWorkbook() : new XSSFWorkbook();
            Sheet sheet = filled(book, HEADS, new Object[] {"A1", "好", null, "-1", null}, new Object[] {"A2", "好", null, null, null});
            CellStyle own = book.createCellStyle();
            own.setFillForegroundColor(IndexedColors.LIGHT_YELLOW.getIndex());
            own.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            sheet.getRow(1).getCell(1).setCellStyle(own);
            byte[] file = file(book);
            Workbooks.Reading reading = books.read(SHEET, file);
            byte[] answer = books.answer(SHEET, file, Map.of(3, "已导入"), reading.faults());
            try (Workbook back = WorkbookFactory.create(new ByteArrayInputStream(answer))) {
                Sheet data = back.getSheetAt(0);
                assertThat(data.getRow(0).getCell(5).getStringCellValue()).isEqualTo("导入结果");
                assertThat(data.getRow(1).getCell(5).getStringCellValue()).isEqualTo("数量：不能为负");
                assertThat(back.getFontAt(data.getRow(1).getCell(5).getCellStyle().getFontIndex()).getColor()).isEqualTo(IndexedColors.RED.getIndex());
                assertThat(data.getRow(2).getCell(5).getStringCellValue()).isEqualTo("已导入");
                assertThat(data.getRow(1).getCell(1).getCellStyle().getFillForegroundColor()).isEqualTo(IndexedColors.LIGHT_YELLOW.getIndex());
            }
            assertThat(books.read(SHEET, answer)).isEqualTo(reading);
            assertThat(books.read(SHEET, books.answer(SHEET, answer, Map.of(3, "已导入"), reading.faults()))).isEqualTo(reading);
        }
    }

    @Test
    void theTemplateIsReadAsAnEmptySheet() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        books.template(SHEET, out, AS_OF);
        assertThat(books.read(SHEET, out.toByteArray())).isEqualTo(new Workbooks.Reading(List.of(), List.of(), List.of()));
        try (Workbook book = WorkbookFactory.create(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(book.getSheetAt(0).getDataValidations()).hasSize(1);
            assertThat(book.getSheetAt(0).getRow(0).getCell(0).getStringCellValue()).isEqualTo("点位代码*");
        }
    }

    @Test
    void aFileThatIsNoSheetOrTooMuchIsRefusedWithTheReason() throws IOException {
        assertThat(refused(new byte[] {1, 2, 3})).isEqualTo("file-no-zip");
        assertThat(refused(file2(new Object[] {"A1", "x"}), new Workbooks.Sheet("x", List.of(Column.of("a", "没有的列", Column.Kind.TEXT).need())))).isEqualTo("sheet-heading");
        Object[][] many = new Object[60][];
        java.util.Arrays.fill(many, new Object[] {"A1", "x"});
        Books small = new Books(new Settings("", 1, 10_485_760, 50));
        byte[] file = file2(many);
        assertThatThrownBy(() -> small.read(SHEET, file)).isInstanceOfSatisfying(Problem.Invalid.class, p -> assertThat(p.code()).isEqualTo("too-many-rows"));
        byte[] cut = java.util.Arrays.copyOf(file, file.length / 2);
        assertThat(refused(cut)).isIn("file-no-zip", "file-no-sheet");
    }

    private String refused(byte[] file) {
        return refused(file, SHEET);
    }

    private String refused(byte[] file, Workbooks.Sheet sheet) {
        try {
            books.read(sheet, file);
            return "taken";
        } catch (Problem.Invalid e) {
            return e.code();
        }
    }

    /** A million rows in a machine with 64 MB: the rows come, are written and forgotten. */
    @Test
    void aMillionRowsAreWrittenInBoundedMemory() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Million.class.getName()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("rows written: 1000000");
    }

    /** Run in a process of its own. */
    static final class Million {
        public static void main(String[] args) throws IOException {
            long[] bytes = {0};
            Iterator<Map<String, Object>> rows = new Iterator<>() {
                private int n;

                @Override
                public boolean hasNext() {
                    return n < 1_000_000;
                }

                @Override
                public Map<String, Object> next() {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("code", "P" + n);
                    row.put("name", "第" + n + "号点位");
                    row.put("count", n++);
                    return row;
                }
            };
            new Books(Settings.USUAL).write(SHEET, rows, new java.io.OutputStream() {
                @Override
                public void write(int b) {
                    bytes[0]++;
                }

                @Override
                public void write(byte[] b, int from, int length) {
                    bytes[0] += length;
                }
            }, AS_OF);
            System.out.println("rows written: 1000000, bytes " + bytes[0]);
        }
    }
}
