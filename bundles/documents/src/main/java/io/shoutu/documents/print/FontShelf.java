package io.shoutu.documents.print;

import com.lowagie.text.DocumentException;
import com.lowagie.text.ExceptionConverter;
import com.lowagie.text.pdf.BaseFont;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shelf of fonts (字体架): the county's own first, then the system's; for every character the first font in the line that has it.
 *
 * <p>Names are read when the first PDF is made, a font when the first character needs it.
 */
public final class FontShelf {
    private static final Logger LOG = LoggerFactory.getLogger(FontShelf.class);
    private static final int DEEPEST = 6;

    private static final List<String> FANGSONG = List.of("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "华文仿宋", "方正仿宋_GBK", "FandolFang R", "FandolFang", "Zhuque Fangsong");
    private static final List<String> KAI = List.of("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "华文楷体", "FandolKai", "AR PL KaitiM GB", "AR PL UKai CN", "LXGW WenKai");
    private static final List<String> HEI = List.of("黑体", "SimHei", "STHeiti", "FandolHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei");
    private static final List<String> TITLE = List.of("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "华文中宋", "STZhongsong", "FandolSong Bold");
    private static final List<String> SONG = List.of("宋体", "SimSun", "新宋体", "NSimSun", "STSong", "FandolSong", "Noto Serif CJK SC", "Source Han Serif SC", "AR PL SungtiL GB", "AR PL UMing CN");
    private static final List<String> LATIN = List.of("Times New Roman", "Liberation Serif", "Tinos", "DejaVu Serif");
    /** Whoever has any character at all: the last in every line, those with the most glyphs first. */
    private static final List<String> LAST = List.of("Noto Serif CJK SC", "Noto Sans CJK SC", "Source Han Serif SC", "Source Han Sans SC", "LXGW WenKai", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
            "SimSun", "SimSun-ExtB", "宋体-ExtB", "HanaMinA", "HanaMinB", "BabelStone Han", "Jigmo", "Jigmo2", "Jigmo3", "Plangothic P1", "Plangothic P2", "DejaVu Sans");

    private final List<Path> folders;
    private List<FontFile> files;
    private final Map<String, List<FontFile>> lines = new ConcurrentHashMap<>();
    private final Map<String, Optional<Face>> faces = new ConcurrentHashMap<>();

    /** A font that was opened. {@code file} tells bold and name. */
    record Face(FontFile file, BaseFont font) {
        boolean has(int character) {
            return font.charExists(character);
        }
    }

    public FontShelf(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    private synchronized List<FontFile> files() {
        if (files == null) {
            List<FontFile> found = new ArrayList<>();
            for (Path folder : folders) {
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
                        all.filter(p -> p.getFileName().toString().matches("(?i).*\\.(ttf|ttc|otf)")).sorted().forEach(p -> found.addAll(FontFile.in(p)));
                    } catch (IOException | java.io.UncheckedIOException e) {
                        LOG.warn("fonts in {} cannot be read: {}", folder, e.getMessage());
                    }
                }
            }
            LOG.info("fonts: {} faces in {}", found.size(), folders);
            files = List.copyOf(found);
        }
        return files;
    }

    /** Names of what is on the shelf, one for each face, for those who wonder why a document looks as it does. */
    public List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        files().forEach(f -> names.add(f.path().getFileName() + (f.face() < 0 ? "" : "#" + f.face()) + ": " + String.join(" / ", f.names())));
        return List.copyOf(names);
    }

    /**
     * The first font that has the character.
     *
     * @param wanted the font the template asks for
     * @return empty where no font has it
     */
    Optional<Face> forCharacter(String wanted, boolean bold, int character) {
        for (FontFile file : line(wanted, bold)) {
            Optional<Face> face = open(file);
            if (face.isPresent() && face.get().has(character)) {
                return face;
            }
        }
        return Optional.empty();
    }

    /** The font that leads the line, whether or not it has everything. */
    Optional<Face> first(String wanted, boolean bold) {
        return line(wanted, bold).stream().map(this::open).flatMap(Optional::stream).findFirst();
    }

    private List<FontFile> line(String wanted, boolean bold) {
        return lines.computeIfAbsent(wanted + (bold ? "|bold" : ""), key -> {
            Set<FontFile> line = new LinkedHashSet<>();
            List<String> names = new ArrayList<>(List.of(wanted));
            names.addAll(family(wanted));
            names.addAll(LAST);
            // Of a name first the weight that was asked for.
            names.forEach(name -> {
                named(name).filter(f -> f.bold() == bold).forEach(line::add);
                named(name).forEach(line::add);
            });
            // Whatever else lies on the shelf: a box on paper would be worse than an odd shape.
            files().stream().filter(f -> !f.bold()).forEach(line::add);
            return List.copyOf(line);
        });
    }

    private static List<String> family(String wanted) {
        String name = FontFile.plain(wanted);
        List<String> line = new ArrayList<>();
        if (name.contains("标宋") || name.contains("biaosong") || name.contains("中宋")) {
            line.addAll(TITLE);
        } else if (name.contains("仿宋") || name.contains("fangsong")) {
            line.addAll(FANGSONG);
        } else if (name.contains("楷") || name.contains("kai")) {
            line.addAll(KAI);
        } else if (name.contains("黑") || name.contains("hei") || name.contains("等线") || name.contains("sans") || name.contains("arial") || name.contains("calibri")) {
            line.addAll(HEI);
        } else if (name.contains("times") || name.contains("cambria") || name.contains("serif") && !name.contains("cjk")) {
            line.addAll(LATIN);
        }
        line.addAll(SONG);
        return line;
    }

    private Stream<FontFile> named(String name) {
        String plain = FontFile.plain(name);
        return files().stream().filter(f -> f.names().contains(plain));
    }

    private Optional<Face> open(FontFile file) {
        return faces.computeIfAbsent(file.address(), address -> {
            try {
                return Optional.of(new Face(file, BaseFont.createFont(address, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, null, null)));
            } catch (DocumentException | IOException | ExceptionConverter | ArrayIndexOutOfBoundsException e) {
                // A font that may not be embedded, or is of a kind OpenPDF cannot read: the next in the line takes its place.
                LOG.warn("font {} cannot be used: {}", address, e.getMessage());
                return Optional.empty();
            }
        });
    }
}
