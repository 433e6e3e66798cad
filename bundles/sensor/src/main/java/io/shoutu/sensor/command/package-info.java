/** Commands of the room (传感命令). */
package io.shoutu.sensor.command;
