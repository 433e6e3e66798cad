/** How the house is wired (接线一览), for the integrator's page and the commands alike. */
package io.shoutu.edge.wiring;
