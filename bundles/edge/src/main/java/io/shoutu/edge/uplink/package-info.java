/** Uplinks (上报通道): what leaves the county on its own, by HTTPS. */
package io.shoutu.edge.uplink;
