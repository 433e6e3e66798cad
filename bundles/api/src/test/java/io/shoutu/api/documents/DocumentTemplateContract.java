package io.shoutu.api.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The proof that a document template fits through its door (文书模板的合格检验): implement it and give the template. */
public interface DocumentTemplateContract {
    DocumentTemplate template();

    @Test
    default void itHasACodeANameAndAVersion() {
        assertThat(template().code()).matches("[a-z][a-z0-9]*\\.[a-z][a-z0-9-]*");
        assertThat(template().label()).isNotBlank();
        assertThat(template().legalBasis()).isNotNull();
        assertThat(template().version()).matches("[0-9A-Za-z.-]{1,20}");
    }

    @Test
    default void itsTagsHaveNamesOfTheirOwn() {
        Set<String> seen = new HashSet<>();
        assertThat(template().tags()).isNotEmpty().allSatisfy(tag -> {
            assertThat(seen.add(tag.name())).as("name used once: " + tag.name()).isTrue();
            assertThat(seen.add(tag.label())).as("label used once: " + tag.label()).isTrue();
        });
        assertThat(template().tags()).isEqualTo(template().tags());
    }

    @Test
    default void itsSampleFillsEveryTagAndNothingElse() {
        assertThat(template().sample().keySet()).containsExactlyInAnyOrderElementsOf(template().tags().stream().map(Tag::name).toList());
        for (Tag tag : template().tags()) {
            fits(tag, template().sample().get(tag.name()));
        }
    }

    private static void fits(Tag tag, Object value) {
        switch (tag.kind()) {
            case TEXT -> assertThat(value).as(tag.name()).isInstanceOfAny(String.class, Number.class, LocalDate.class, Instant.class);
            case PICTURE -> assertThat(value).as(tag.name()).isInstanceOf(Picture.class);
            case LIST -> {
                assertThat(value).as(tag.name()).isInstanceOf(List.class);
                assertThat((List<?>) value).as("elements of " + tag.name()).isNotEmpty().allSatisfy(element -> {
                    Map<?, ?> row = (Map<?, ?>) element;
                    assertThat(tag.columns().stream().map(Tag::name).toList()).as("columns of " + tag.name()).containsAll(row.keySet().stream().map(String::valueOf).toList());
                    tag.columns().stream().filter(c -> row.get(c.name()) != null).forEach(c -> fits(c, row.get(c.name())));
                });
            }
        }
    }

    @Test
    default void itsFileIsAPlainWordDocumentThatCanBeOpenedAgain() throws IOException {
        Map<String, byte[]> parts = parts(template());
        assertThat(parts).containsKeys("[Content_Types].xml", "word/document.xml");
        assertThat(parts.keySet()).noneMatch(name -> name.contains("..") || name.endsWith(".bin") || name.startsWith("/"));
        assertThat(parts(template()).keySet()).isEqualTo(parts.keySet());
        parts.forEach((name, content) -> assertThat(new String(content, StandardCharsets.UTF_8)).as(name).doesNotContain("TargetMode=\"External\""));
    }

    @Test
    default void itsFileHoldsEveryRequiredTagAndNoOther() throws IOException {
        List<Tag> known = new ArrayList<>(template().tags());
        template().tags().forEach(tag -> known.addAll(tag.columns()));
        Set<String> names = new HashSet<>();
        known.forEach(tag -> names.addAll(List.of(tag.name(), tag.label())));
        Set<String> held = held(template());
        assertThat(names).as("declared tags").containsAll(held);
        assertThat(template().tags()).filteredOn(Tag::required)
                .allSatisfy(tag -> assertThat(held.contains(tag.name()) || held.contains(tag.label())).as("the file holds " + tag.name()).isTrue());
    }

    private static Set<String> held(DocumentTemplate template) throws IOException {
        Set<String> held = new HashSet<>();
        for (Map.Entry<String, byte[]> part : parts(template).entrySet()) {
            if (part.getKey().matches("word/(document|header\\d*|footer\\d*)\\.xml")) {
                // Word may cut a tag into several runs: read the text as a person does.
                String text = new String(part.getValue(), StandardCharsets.UTF_8).replaceAll("</w:p>", "\n").replaceAll("<[^>]*>", "");
                Matcher tags = Pattern.compile("\\{\\{[@?/]?([^{}]*)}}").matcher(text);
                while (tags.find()) {
                    held.add(tags.group(1).strip());
                }
            }
        }
        return held;
    }

    private static Map<String, byte[]> parts(DocumentTemplate template) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (InputStream in = template.docx(); ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }
}
