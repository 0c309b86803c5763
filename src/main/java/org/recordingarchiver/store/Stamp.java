package org.recordingarchiver.store;

/**
 * What a store says of a file without reading it, and says otherwise once its bytes were changed.
 *
 * @param value only to be compared
 */
public record Stamp(String value) {}
