package io.shoutu.api.documents;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The door for document templates (文书模板): register one as a service and the county can print it, and lay its own copy over it.
 *
 * <p>It lives with its bundle. {@code DocumentTemplateContract} in the api's test artifact proves that one fits.
 */
@ConsumerType
public interface DocumentTemplate {
    /** {@code word.name}, e.g. {@code hazard.register}; unique in the house, the first one standing holds it. */
    String code();

    /** What people call it, e.g. {@code 事故隐患登记与销号单}. */
    String label();

    /** The law, rule or standard it follows, in Chinese; empty where it follows none. */
    String legalBasis();

    /** Version of the factory template, raised whenever the file or the tags change, e.g. {@code 1}. */
    String version();

    /** The factory template, a .docx; opened anew on every call, closed by the caller. */
    InputStream docx() throws IOException;

    /** The tags its model fills, always the same. */
    List<Tag> tags();

    /** A model with something under every tag, invented, for previews. */
    Map<String, Object> sample();
}
