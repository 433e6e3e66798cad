/** The SQL of the room (数据访问): all of it, and nothing else. */
package io.shoutu.sensor.store;
