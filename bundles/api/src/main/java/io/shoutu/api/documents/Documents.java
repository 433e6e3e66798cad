package io.shoutu.api.documents;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Documents (文书): a template and a model become a Word file or a PDF. */
@ProviderType
public interface Documents {
    /**
     * A document, and what it was made of; whoever issues it keeps all of this.
     *
     * @param content the file
     * @param format what it is
     * @param template code of the template
     * @param templateVersion {@code 出厂-1} for the factory template, {@code 县-3} for the county's third copy
     * @param templateSha256 hash of the template file
     * @param modelSha256 hash of the model, the same for equal models
     * @param sha256 hash of the file
     * @param fonts names of the fonts in a PDF, in the order of use; empty for Word
     * @param missing what no preferred font had and another one gave, e.g. {@code 𠮷 U+20BB7}; empty for Word
     */
    record Rendered(byte[] content, Format format, String template, String templateVersion, String templateSha256, String modelSha256,
            String sha256, List<String> fonts, List<String> missing) {
        public Rendered {
            fonts = List.copyOf(fonts);
            missing = List.copyOf(missing);
        }
    }

    /**
     * Renders the template that is in force: the county's activated copy, else the factory template.
     *
     * @param code the template
     * @param model by tag name: text is a {@code String}, {@code Number}, {@code LocalDate} or {@code Instant} (written in China's
     *     time), a picture a {@link Picture}, a list a {@code List} of such maps; null and absent leave the place empty
     * @param asOf the instant the document speaks of, written into the file as the time it was made
     * @throws io.shoutu.api.Problem.NotFound code {@code template-not-found}
     * @throws io.shoutu.api.Problem.Invalid code {@code model-tag} where the model has what the template does not declare, or of the
     *     wrong kind; {@code glyph-missing}, naming the characters, where no font has them; {@code no-font} where there is no Chinese font at all
     */
    Rendered render(String code, Map<String, Object> model, Format format, Instant asOf);
}
