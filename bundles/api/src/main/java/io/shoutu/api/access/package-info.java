/**
 * Access (访问): who is asking.
 *
 * <p>Promise: a refused sign-in never tells whether the user exists; a secret is shown once and stored only as a hash.
 */
@Export
@Version("1.3.0")
package io.shoutu.api.access;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
