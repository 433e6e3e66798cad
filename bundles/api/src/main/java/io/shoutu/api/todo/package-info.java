/**
 * What waits for somebody (待办): the one queue of each person.
 *
 * <p>Promise: whatever a room says waits for an actor stands in that actor's queue, at its place; a room that cannot answer is named there,
 * it never looks like nothing to do.
 */
@Export
@Version("1.0.0")
package io.shoutu.api.todo;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
