package org.recordingarchiver.store;

/**
 * A SHA-256 digest.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {

  private static final int DIGITS = 64;

  public Sha256 {
    if (hex.length() != DIGITS || !hasOnlyDigits(hex)) {
      throw new IllegalArgumentException("not a SHA-256 digest in lower-case hex: " + hex);
    }
  }

  /** A loop: there are a dozen digests to each chunk, and a stream has a call for each digit. */
  private static boolean hasOnlyDigits(String hex) {
    for (int at = 0; at < hex.length(); at++) {
      if (!isDigit(hex.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char it) {
    return (it >= '0' && it <= '9') || (it >= 'a' && it <= 'f');
  }

  @Override
  public String toString() {
    return hex;
  }
}
