package org.recordingarchiver.event;

import java.util.Arrays;

/**
 * The bytes of one message exactly as received, but for secrets, which are cut out. The array is
 * shared, not copied: nobody may change it.
 */
public final class RawMessage {

  private final byte[] bytes;
  private final Place place;

  RawMessage(byte[] bytes, Place place) {
    this.bytes = bytes;
    this.place = place;
  }

  /** The bytes themselves. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the message began in the input. */
  public Place place() {
    return place;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawMessage that
        && Arrays.equals(bytes, that.bytes)
        && place.equals(that.place);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "RawMessage[" + bytes.length + " bytes, " + place + "]";
  }
}
