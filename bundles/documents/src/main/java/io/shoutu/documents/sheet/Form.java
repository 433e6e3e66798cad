package io.shoutu.documents.sheet;

import io.shoutu.api.Problem;
import io.shoutu.api.documents.Column;
import io.shoutu.api.documents.Workbooks;
import io.shoutu.documents.word.Parcel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.util.RecordFormatException;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A sheet that was handed in (填报表): opened within bounds, its headings found, its merged cells seen through. */
final class Form implements AutoCloseable {
    static final String VERDICT = "导入结果";
    private static final int HEADINGS_WITHIN = 20;
    private static final int MOST_COLUMNS = 256;
    private static final long UNPACKED = 134_217_728;
    private static final int MOST_MERGED = 200_000;

    final Workbook book;
    final Sheet sheet;
    /** The line of the headings, counted from 0. */
    final int head;
    /** Where each column of the sheet stands; absent where it is missing. */
    final Map<Column, Integer> places = new LinkedHashMap<>();
    final List<String> ignored = new ArrayList<>();
    /** Where the verdicts stand or will stand. */
    int verdict;
    private final Map<Long, Cell> merged = new HashMap<>();

    private Form(Workbook book, Workbooks.Sheet wanted) {
        this.book = book;
        this.sheet = visible(book);
        merged();
        this.head = headings(wanted);
    }

    static Form open(byte[] file, Workbooks.Sheet wanted, long largest, int rows) {
        if (file.length > largest) {
            throw new Problem.Invalid("file-too-large", "file", "文件过大，上限" + largest / 1_048_576 + " MB。请分几次导入");
        }
        Workbook book = workbook(file, largest, rows);
        try {
            Form form = new Form(book, wanted);
            if (form.sheet.getLastRowNum() - form.head > rows && form.filled() > rows) {
                throw tooMany(rows);
            }
            return form;
        } catch (RuntimeException e) {
            try {
                book.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private static Problem.Invalid tooMany(int rows) {
        return new Problem.Invalid("too-many-rows", "file", "行数超过上限（" + rows + "行）。请分几次导入；如果并没有这么多行，请删除表格下方带格式的空行");
    }

    private static Workbook workbook(byte[] file, long largest, int rows) {
        try {
            if (file.length > 8 && (file[0] & 0xFF) == 0xD0 && (file[1] & 0xFF) == 0xCF) {
                POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(file));
                if (files.getRoot().hasEntryCaseInsensitive("EncryptedPackage")) {
                    throw new EncryptedDocumentException("encrypted");
                }
                if (files.getRoot().hasEntryCaseInsensitive("_VBA_PROJECT_CUR")) {
                    throw new Problem.Invalid("sheet-macro", "file", "不能导入带宏的表格，请另存为普通 .xlsx 后再试");
                }
                return new HSSFWorkbook(files.getRoot(), true);
            }
            Map<String, byte[]> parts = Parcel.open(file, largest, UNPACKED);
            if (!parts.containsKey("xl/workbook.xml")) {
                throw new Problem.Invalid("file-no-sheet", "file", "文件不是 Excel 表格（.xlsx、.xls），请用 Excel 或 WPS 另存后再试");
            }
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                if (part.getKey().toLowerCase(Locale.ROOT).contains("vbaproject")) {
                    throw new Problem.Invalid("sheet-macro", "file", "不能导入带宏的表格，请另存为普通 .xlsx 后再试");
                }
                if (part.getKey().startsWith("xl/worksheets/") && count(part.getValue(), "<row ") > Math.max(5L * rows, 50_000)) {
                    throw tooMany(rows);
                }
            }
            return new XSSFWorkbook(new ByteArrayInputStream(Parcel.pack(parts)));
        } catch (EncryptedDocumentException e) {
            throw new Problem.Invalid("sheet-encrypted", "file", "表格有打开密码，请取消密码后再导入");
        } catch (IOException | POIXMLException | RecordFormatException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            throw new Problem.Invalid("file-no-sheet", "file", "文件已损坏或不是 Excel 表格（.xlsx、.xls），请用 Excel 或 WPS 另存后再试");
        }
    }

    private static long count(byte[] content, String mark) {
        byte[] wanted = mark.getBytes(StandardCharsets.US_ASCII);
        long found = 0;
        for (int i = 0; i <= content.length - wanted.length; i++) {
            int j = 0;
            while (j < wanted.length && content[i + j] == wanted[j]) {
                j++;
            }
            found += j == wanted.length ? 1 : 0;
        }
        return found;
    }

    private static Sheet visible(Workbook book) {
        for (int i = 0; i < book.getNumberOfSheets(); i++) {
            if (book.getSheetVisibility(i) == SheetVisibility.VISIBLE) {
                return book.getSheetAt(i);
            }
        }
        throw new Problem.Invalid("file-no-sheet", "file", "文件里没有可见的工作表");
    }

    private void merged() {
        int left = MOST_MERGED;
        for (CellRangeAddress region : sheet.getMergedRegions()) {
            Row row = sheet.getRow(region.getFirstRow());
            Cell first = row == null ? null : row.getCell(region.getFirstColumn());
            left -= region.getNumberOfCells();
            if (first != null && left >= 0) {
                for (int r = region.getFirstRow(); r <= region.getLastRow(); r++) {
                    for (int c = region.getFirstColumn(); c <= region.getLastColumn(); c++) {
                        merged.put((long) r << 20 | c, first);
                    }
                }
            }
        }
    }

    /** The cell that speaks for this place. */
    Cell cell(int row, int column) {
        Cell above = merged.get((long) row << 20 | column);
        Row line = sheet.getRow(row);
        return above != null ? above : line == null ? null : line.getCell(column);
    }

    private int headings(Workbooks.Sheet wanted) {
        int best = -1;
        int most = 0;
        for (int r = 0; r <= Math.min(sheet.getLastRowNum(), HEADINGS_WITHIN); r++) {
            int hits = 0;
            for (Column column : wanted.columns()) {
                hits += place(r, column.heading()) >= 0 ? 1 : 0;
            }
            // Of two equal lines the lower: headings merged over two lines are read from the second.
            if (hits > 0 && hits >= most) {
                most = hits;
                best = r;
            }
        }
        List<String> missing = new ArrayList<>();
        for (Column column : wanted.columns()) {
            int place = best < 0 ? -1 : place(best, column.heading());
            if (place >= 0) {
                places.put(column, place);
            } else if (column.required()) {
                missing.add(column.heading());
            }
        }
        if (!missing.isEmpty()) {
            throw new Problem.Invalid("sheet-heading", "file", "表格缺少这些列：" + String.join("、", missing) + "。请下载模板，对照表头填写");
        }
        others(best);
        return best;
    }

    private void others(int line) {
        Row row = sheet.getRow(line);
        int end = Math.min(MOST_COLUMNS, Math.max(row.getLastCellNum(), (short) 0));
        verdict = places.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        for (int c = 0; c < end; c++) {
            String heading = heading(line, c);
            if (heading.equals(VERDICT)) {
                verdict = c;
                return;
            }
            if (!heading.isEmpty()) {
                verdict = Math.max(verdict, c + 1);
                if (!places.containsValue(c)) {
                    ignored.add(heading);
                }
            }
        }
    }

    private int place(int line, String heading) {
        Row row = sheet.getRow(line);
        int end = row == null ? 0 : Math.min(MOST_COLUMNS, row.getLastCellNum());
        String wanted = plain(heading);
        for (int c = 0; c < end; c++) {
            if (heading(line, c).equals(wanted)) {
                return c;
            }
        }
        return -1;
    }

    private String heading(int line, int column) {
        try {
            return plain(Cells.text(cell(line, column)));
        } catch (Cells.Unreadable e) {
            return "";
        }
    }

    private static String plain(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFKC).replaceAll("[\\s*]", "").replace("(必填)", "");
    }

    /** Lines below the headings with anything in our columns. */
    private int filled() {
        int filled = 0;
        for (int r = head + 1; r <= sheet.getLastRowNum(); r++) {
            filled += empty(r) ? 0 : 1;
        }
        return filled;
    }

    boolean empty(int line) {
        if (sheet.getRow(line) == null) {
            return true;
        }
        for (int column : places.values()) {
            try {
                if (!Cells.text(cell(line, column)).isEmpty()) {
                    return false;
                }
            } catch (Cells.Unreadable e) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        try {
            book.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("a workbook in memory could not be closed", e);
        }
    }
}
