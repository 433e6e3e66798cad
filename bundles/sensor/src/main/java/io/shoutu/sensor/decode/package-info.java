/**
 * From bytes to readings (解码): the JSON of {@code docs/wire.md} and SenML JSON (RFC 8428), read as a stream.
 *
 * <p>Whatever the bytes are, the answer is readings and reasons, never an exception.
 */
package io.shoutu.sensor.decode;
