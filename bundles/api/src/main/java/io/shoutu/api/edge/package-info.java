/**
 * The edge (边缘): how a bundle comes onto the wire and is watched.
 *
 * <p>Promise: what is registered as a service appears; what is unregistered is gone; nothing else of the house restarts.
 */
@Export
@Version("1.6.0")
package io.shoutu.api.edge;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
