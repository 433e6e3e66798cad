/** SOAP on the wire (SOAP 出口): services of rooms and plugins under {@code /ws}, with the doorkeeper and the problems of REST. */
package io.shoutu.edge.soap;
