package io.shoutu.documents;

import java.lang.annotation.Annotation;

/** The settings as they stand without a file. */
public record Settings(String fonts, long templateLimit, long sheetLimit, int sheetRows) implements Config {
    public static final Settings USUAL = new Settings("/usr/share/fonts,/usr/local/share/fonts", 5_242_880, 10_485_760, 20_000);

    @Override
    public Class<? extends Annotation> annotationType() {
        return Config.class;
    }
}
