package io.shoutu.edge.camel;

import java.util.Optional;
import org.apache.camel.Component;

/** Where a circuit asks for a Camel component (组件来源) by its scheme: in the container the service registry, in a test a map. */
interface Components {

    /** A component of the asker's own, to be given back once: an instance shared by two contexts would be stopped for both by one. */
    record Lease(Component component, Runnable giveBack) {}

    /** An instance of the asker's own, or empty where nobody offers the scheme now. */
    Optional<Lease> lease(String scheme);
}
