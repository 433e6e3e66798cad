/** The map (地图): the county's own boundaries and tiles, from its data directory, with their approval number. */
package io.shoutu.commons.maps;
