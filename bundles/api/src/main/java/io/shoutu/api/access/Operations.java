package io.shoutu.api.access;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The part a bundle adds to the table roles × operations (权限表).
 *
 * <p>Every bundle with something to call registers one such service. All parts together are the one table from which the doors
 * refuse, the interface description names roles and the test of the whole matrix asks. An operation no part declares is refused
 * to everyone; one that two parts declare is refused too, and said in the log.
 */
@ConsumerType
public interface Operations {
    /** The rows, always the same while the service stands. */
    List<Operation> operations();
}
