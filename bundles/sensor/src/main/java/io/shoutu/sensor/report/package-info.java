/** Figures the room offers for reports (传感报表). */
package io.shoutu.sensor.report;
