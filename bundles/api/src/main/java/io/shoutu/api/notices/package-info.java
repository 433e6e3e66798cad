/**
 * Notices (通知): telling the right people, once, in time, and knowing how far it got.
 *
 * <p>Promise: a notice given in a transaction is there when that commits and never otherwise; none is lost, none goes out faster than its
 * channel allows. Toward a carrier exactly once is impossible: each message has an id the carrier can know it again by, and one whose fate is
 * unknown is never sent again without saying so. To whoever brings a {@link io.shoutu.api.notices.Notifier}: you are called by one thread at a
 * time.
 */
@Export
@Version("1.0.0")
package io.shoutu.api.notices;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
