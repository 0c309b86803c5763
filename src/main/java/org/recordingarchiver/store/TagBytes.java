package org.recordingarchiver.store;

/** The bytes of a tag file. */
public final class TagBytes {

  private final byte[] bytes;

  /** Takes the bytes over: nobody may change them afterwards. */
  public TagBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
