package org.recordingarchiver.ledger;

import java.util.Arrays;

/** Bytes as received. The array is shared, not copied: nobody may change it. */
public final class RawBody {

  private final byte[] bytes;

  public RawBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes themselves. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawBody that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "RawBody[" + bytes.length + " bytes]";
  }
}
