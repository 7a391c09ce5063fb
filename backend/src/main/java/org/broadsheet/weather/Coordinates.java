package org.broadsheet.weather;

/** A place on earth, in degrees (WGS84): north and east are positive. */
record Coordinates(double latitude, double longitude) {}
