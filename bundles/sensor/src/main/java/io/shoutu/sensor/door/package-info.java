/** The MQTT door (消息接入门): a listener for devices, on Vert.x MQTT. It is no broker: devices publish, nobody subscribes. */
package io.shoutu.sensor.door;
