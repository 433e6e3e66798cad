/**
 * Words to search by (查找词): names become readings, initials and parts, kept in tables that answer by index.
 *
 * <p>Promise to rooms: what is put here in a transaction is found after its commit, within the scope it was put for.
 */
@Export
@Version("1.0.0")
package io.shoutu.commons.search;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
