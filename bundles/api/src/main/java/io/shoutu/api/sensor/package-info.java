/**
 * Sensors (传感) as others need them: what is told about alarms. Readings are data and never enter the journal.
 *
 * <p>Promise: the facts named here are told in the journal with the details named here.
 */
@Export
@Version("1.2.0")
package io.shoutu.api.sensor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
