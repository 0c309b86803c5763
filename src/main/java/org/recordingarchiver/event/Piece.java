package org.recordingarchiver.event;

import org.jspecify.annotations.Nullable;

/** A stretch of the input, secrets included: it must not leave this package. */
final class Piece {

  private final byte[] bytes;
  private final Place place;
  private final @Nullable String fault;

  Piece(byte[] bytes, Place place, @Nullable String fault) {
    this.bytes = bytes;
    this.place = place;
    this.fault = fault;
  }

  byte[] bytes() {
    return bytes;
  }

  Place place() {
    return place;
  }

  /** Why this can't be a JSON object; null if it looks like one. */
  @Nullable String fault() {
    return fault;
  }
}
