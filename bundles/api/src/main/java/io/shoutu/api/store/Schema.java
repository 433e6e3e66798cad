package io.shoutu.api.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A schema that is current (结构已就绪): registered as a service with the property {@code word} once all scripts under
 * {@code db/<word>/} of a bundle have run.
 *
 * <p>A store waits for its own: {@code @Reference(target = "(word=hazard)") Schema schema}. So no component of a room ever
 * sees a table that is not there, and an unsatisfied one names what it waits for.
 */
@ProviderType
public interface Schema {
    /** The word, e.g. {@code hazard}. */
    String word();

    /** The version the last script brought, e.g. {@code 003}. */
    String version();
}
