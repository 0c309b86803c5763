package org.recordingarchiver.source;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A key of an ACS resource, as the portal shows it.
 *
 * @param base64 secret: never part of a message
 */
record AccessKey(String base64) implements Checked {

  static final String SHAPE = "the Base64 text of a key of the resource";

  AccessKey {
    base64 = base64.strip();
  }

  /** For Spring's conversion; takes any text, see {@link Checked}. */
  public static AccessKey valueOf(String base64) {
    return new AccessKey(base64);
  }

  @Override
  public @Nullable String fault() {
    try {
      return bytes().length > 0 ? null : "found no key, expected " + SHAPE;
    } catch (IllegalArgumentException _) {
      return "found text that is not Base64, expected " + SHAPE;
    }
  }

  byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }

  boolean isBlank() {
    return base64.isEmpty();
  }

  @Override
  public String toString() {
    return "AccessKey[secret]";
  }
}
