/**
 * SQL (数据库访问) for the stores of all rooms.
 *
 * <p>Promise to rooms: one plain DSL that speaks the dialect of the configured database. Plugins outside the house use their own.
 */
@Export
@Version("1.3.0")
package io.shoutu.commons.sql;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
