/** The simulator (模拟器): devices that play recordings and scenarios through the real MQTT door, the same every time for the same seed. */
package io.shoutu.sensor.simulate;
