package org.recordingarchiver.source;

import java.util.HexFormat;
import okio.ByteString;

/**
 * A digest that an answer names.
 *
 * @param field the header that named it
 * @param algorithm as Java calls it: SHA-256, SHA-512 or MD5
 */
record NamedDigest(String field, String algorithm, ByteString value) {

  /** Whether both are of the same kind and yet differ: then they are not of the same bytes. */
  boolean contradicts(NamedDigest other) {
    return algorithm.equals(other.algorithm) && !value.equals(other.value);
  }

  boolean isStrong() {
    return !algorithm.equals("MD5");
  }

  String hex() {
    return HexFormat.of().formatHex(value.toByteArray());
  }
}
