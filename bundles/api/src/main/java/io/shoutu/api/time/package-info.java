/**
 * Time (时间): clocks that must not be missed, days of the law, gap-free numbers.
 *
 * <p>Promise: legal days are Asia/Shanghai days; what a year without a published notice makes uncertain is called provisional.
 */
@Export
@Version("1.0.0")
package io.shoutu.api.time;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
