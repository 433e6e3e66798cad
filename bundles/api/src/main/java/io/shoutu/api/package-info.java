/**
 * The words of the house (通用语): what every room, floor and plugin means by a subject, an actor, a problem, a move.
 *
 * <p>Promise: values check themselves on birth and never change; nothing here needs more than the JDK.
 */
@Export
@Version("1.2.0")
package io.shoutu.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
