/** Inlets for protocols of the trade over TCP (行业规约接入): HJ 212-2017 and GB/T 26875.3-2011. Frames and decoders are pure; only {@code LineServer} and the inlets touch the net. */
package io.shoutu.sensor.line;
