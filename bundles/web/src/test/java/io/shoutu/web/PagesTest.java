package io.shoutu.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.net.URL;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final Set<String> FILES = Set.of("/index.html", "/index.html.gz", "/favicon.svg", "/assets/index-C22vZEYV.js");
    private final Pages pages = new Pages(PagesTest::stored, "1");

    private static URL stored(String path) {
        try {
            return FILES.contains(path) ? new URL("file:/web" + path) : null;
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void theRootIsTheIndexAndIsAskedForEachTime() {
        Pages.File index = pages.file("/").orElseThrow();
        assertThat(index.plain()).hasToString("file:/web/index.html");
        assertThat(index.packed()).hasToString("file:/web/index.html.gz");
        assertThat(index.type()).isEqualTo("text/html;charset=utf-8");
        assertThat(index.keep()).isEqualTo("no-cache");
    }

    @Test
    void aNameWithAHashIsKeptForAYear() {
        assertThat(pages.file("/assets/index-C22vZEYV.js").orElseThrow().keep()).contains("immutable");
        assertThat(pages.file("/favicon.svg").orElseThrow().keep()).isEqualTo("no-cache");
    }

    @Test
    void nothingOutsideTheFolderIsAnswered() {
        for (String path : new String[] {"/../OSGI-INF/x.json", "/assets/../../a.js", "//etc/passwd", "/.npmrc", "/assets/%2e%2e/a.js", "index.html", null, "/unknown.html", "/a.class"}) {
            assertThat(pages.file(path)).as(path).isEmpty();
        }
    }
}
