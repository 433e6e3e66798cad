/**
 * The directory (名录): five-level grid, units, positions held from–to, people, enterprises.
 *
 * <p>Promise: codes are text and checked on birth; who held a position is answered for a day, because leaders change and history must not move with them.
 */
@Export
@Version("1.2.0")
package io.shoutu.api.directory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
