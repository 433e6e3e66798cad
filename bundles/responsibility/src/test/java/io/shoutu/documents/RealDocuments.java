package io.shoutu.documents;

import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.api.documents.Documents;
import io.shoutu.commons.testing.House;
import io.shoutu.documents.store.TemplateStore;
import java.lang.annotation.Annotation;

/** The documents brick as it is, with one template, for tests that want the file itself. */
public final class RealDocuments {
    private RealDocuments() {}

    /** The house must have the tables of {@code documents}. */
    public static Documents with(House house, DocumentTemplate template) {
        Templates templates = new Templates(new TemplateStore(house.sql(), house.schema("documents")), house.work(), house.journal(), house.clock(), new Usual());
        templates.bind(template);
        return templates;
    }

    /** The settings as they stand without a file. */
    private record Usual() implements Config {
        @Override
        public String fonts() {
            return "/usr/share/fonts,/usr/local/share/fonts";
        }

        @Override
        public long templateLimit() {
            return 5_242_880;
        }

        @Override
        public long sheetLimit() {
            return 10_485_760;
        }

        @Override
        public int sheetRows() {
            return 20_000;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return Config.class;
        }
    }
}
