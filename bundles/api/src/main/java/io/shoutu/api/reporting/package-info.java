/**
 * Reporting (报表) as rooms and plugins contribute to it: whoever has figures offers them, whoever shows them knows no domain.
 *
 * <p>Promise: a source is asked for a period and a scope and answers for exactly these; nobody remembers its answer.
 */
@Export
@Version("1.0.0")
package io.shoutu.api.reporting;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
