package org.recordingarchiver.store;

/**
 * A SHA-256 digest.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {

  private static final int DIGITS = 64;

  public Sha256 {
    if (hex.length() != DIGITS || !hex.chars().allMatch(Sha256::isDigit)) {
      throw new IllegalArgumentException("not a SHA-256 digest in lower-case hex: " + hex);
    }
  }

  private static boolean isDigit(int it) {
    return (it >= '0' && it <= '9') || (it >= 'a' && it <= 'f');
  }

  @Override
  public String toString() {
    return hex;
  }
}
