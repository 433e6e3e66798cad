/** What the room hears (接入路由), as Camel routes that can be seen, stopped and started. */
package io.shoutu.sensor.routes;
