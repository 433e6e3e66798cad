/**
 * Hazards (隐患) as others need them: report one, ask for one, hear of them.
 *
 * <p>Promise: a report is answered with its number; the facts named here are told in the journal with the details named here.
 */
@Export
@Version("1.1.0")
package io.shoutu.api.hazard;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
