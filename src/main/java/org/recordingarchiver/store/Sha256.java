package org.recordingarchiver.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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

  /** The digest of these bytes. */
  public static Sha256 of(byte[] bytes) {
    return result(digester().digest(bytes));
  }

  static Sha256 result(byte[] digest) {
    return new Sha256(HexFormat.of().formatHex(digest));
  }

  /**
   * Digests from its first byte on. A copy, where there can be one: to look for one takes longer.
   */
  static MessageDigest digester() {
    try {
      return (MessageDigest) Fresh.DIGESTER.clone();
    } catch (CloneNotSupportedException e) {
      return find();
    }
  }

  private static MessageDigest find() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Found only when it is first needed: by then it is settled whose it is ({@link
   * NativeCryptography}).
   */
  private static final class Fresh {
    private static final MessageDigest DIGESTER = find();
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
