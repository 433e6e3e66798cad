/**
 * The wiring (接线): the host that gives each bundle its own Camel context, and the components {@code journal:} and {@code mqtt:}.
 *
 * <p>A room registers {@code RoutesBuilder} services and imports nothing from here.
 */
package io.shoutu.edge.camel;
