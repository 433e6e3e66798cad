/** The HTTP of the room (对外接口), as {@code docs/wire.md} says. */
package io.shoutu.sensor.rest;
