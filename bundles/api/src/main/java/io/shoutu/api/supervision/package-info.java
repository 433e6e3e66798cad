/**
 * Supervision (督办) as others need it: hear of letters, interviews, listed supervision and points; ask what they weigh on a score.
 *
 * <p>Promise: the facts named here are told in the journal with the details named here.
 */
@Export
@Version("1.2.0")
package io.shoutu.api.supervision;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
