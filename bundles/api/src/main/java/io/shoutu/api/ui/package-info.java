/**
 * The console (界面): how a bundle comes onto people's screens.
 *
 * <p>Promise: what is registered appears, what is unregistered vanishes, in browsers that are open; a broken one shows its name and hurts no other.
 */
@Export
@Version("1.2.0")
package io.shoutu.api.ui;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
