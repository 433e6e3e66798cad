/**
 * Duty (履职): how the work recorded anywhere in the house counts for somebody's responsibility list.
 *
 * <p>Promise: nobody types an act twice; an act is judged by the entry alone, so that it can be counted again at any time.
 */
@Export
@Version("1.1.0")
package io.shoutu.api.duty;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
