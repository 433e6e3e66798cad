package io.shoutu.api.edge;

import org.osgi.annotation.versioning.ProviderType;

/** Starting from anew (重新启动): the platform ends and {@code ./run} or the service starts it again. */
@ProviderType
public interface Restart {
    /** Ends the platform about a second from now, so that whoever asked reads the answer, with the exit code that asks for another start. */
    void soon();
}
