/**
 * The vault (保险柜): personal values that can be erased while the journal still verifies.
 *
 * <p>Promise: no value leaves without a journal entry saying who asked and why; an erased value stays erased whatever database is restored.
 */
@Export
@Version("1.0.0")
package io.shoutu.api.vault;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
