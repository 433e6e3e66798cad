/**
 * Search (查找): one box over all that one may see.
 *
 * <p>Promise to those who bring records: what is found is shown under your label, in your order, with your address; a slow or failing one hurts no other.
 */
@Export
@Version("1.0.0")
package io.shoutu.api.search;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
