/**
 * Attachments (附件): files kept by the hash of their content.
 *
 * <p>Promise: what was stored can be fetched byte for byte; its SHA-256 stands in the journal once it is bound to a record.
 * What was received of an upload is still there after a break or a restart, for a day.
 */
@Export
@Version("1.1.0")
package io.shoutu.api.attachments;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
