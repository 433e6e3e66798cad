package io.shoutu.documents;

import io.shoutu.documents.print.FontShelf;
import java.nio.file.Path;
import java.util.List;

/** The fonts of this machine; {@code ./test} sees to it that there is a Chinese one. */
public final class Fonts {
    public static final FontShelf SYSTEM = new FontShelf(List.of(Path.of("/usr/share/fonts"), Path.of("/usr/local/share/fonts")));

    private Fonts() {}
}
