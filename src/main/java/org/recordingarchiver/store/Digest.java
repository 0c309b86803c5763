package org.recordingarchiver.store;

/**
 * What some bytes are: how many, and their SHA-256.
 *
 * @param length in bytes
 */
public record Digest(long length, Sha256 sha256) {

  @Override
  public String toString() {
    return length + " bytes, SHA-256 " + sha256;
  }
}
