/**
 * The journal (日志): the memory of the house, append-only. Audit trail, integration bus, traceable chain and live feed in one.
 *
 * <p>Promise: an entry is written in the same transaction as the rows it tells of, is never updated, and is heard by each
 * listener in order, at least once, and exactly once where the listener works in our store.
 */
@Export
@Version("1.2.0")
package io.shoutu.api.journal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
