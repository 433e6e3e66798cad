/**
 * The store (存储): one transaction for rows, journal entry and dues.
 *
 * <p>Promise: what was written with one {@code Tx} is wholly there after the commit or wholly absent; a broken store raises, it never answers empty.
 */
@Export
@Version("1.1.0")
package io.shoutu.api.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
