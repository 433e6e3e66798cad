package io.shoutu.api.directory;

/** A division of the grid (网格区划). */
public record Area(AreaCode code, String name) {}
