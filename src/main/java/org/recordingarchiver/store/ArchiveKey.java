package org.recordingarchiver.store;

/**
 * The name of one file in the archive, relative to its root, with {@code /} between the parts.
 *
 * <p>Only safe characters, so that no key ever leads out of the root: each part begins with a
 * letter or digit and goes on with letters, digits, {@code .}, {@code _} and {@code -}, at most 200
 * of them; at most 1000 in all.
 */
public record ArchiveKey(String value) {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST = 1000;
  private static final String QUARANTINE = "quarantine/";

  public ArchiveKey {
    if (!isSafe(value)) {
      throw new IllegalArgumentException("not a safe archive key: " + value);
    }
  }

  private static boolean isSafe(String value) {
    int begin = 0;
    for (int end = value.indexOf('/'); end >= 0; end = value.indexOf('/', begin)) {
      if (!isSafeName(value, begin, end)) {
        return false;
      }
      begin = end + 1;
    }
    return value.length() <= LONGEST
        && isSafeName(value, begin, value.length())
        && !value.contains("..");
  }

  /** Whether that may be a part of a key. */
  static boolean isSafeName(String name) {
    return isSafeName(name, 0, name.length());
  }

  private static boolean isSafeName(String value, int begin, int end) {
    if (begin == end || end - begin > LONGEST_NAME || !isLetterOrDigit(value.charAt(begin))) {
      return false;
    }
    for (int at = begin + 1; at < end; at++) {
      if (!isLetterOrDigit(value.charAt(at)) && "._-".indexOf(value.charAt(at)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** One of those in ASCII. */
  public static boolean isLetterOrDigit(char it) {
    return (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z') || (it >= '0' && it <= '9');
  }

  /** The key of {@code name} below this one. */
  public ArchiveKey resolve(String name) {
    return new ArchiveKey(value + "/" + name);
  }

  /** The last part. */
  String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** What comes before the last part, without the {@code /} behind it; empty if nothing does. */
  String directory() {
    return value.substring(0, Math.max(0, value.lastIndexOf('/')));
  }

  boolean isInQuarantine() {
    return value.startsWith(QUARANTINE);
  }

  /** The key in quarantine, of the same name with a suffix, shortened where it gets too long. */
  ArchiveKey quarantined(String suffix) {
    String name = name();
    String kept = name.substring(0, Math.min(name.length(), LONGEST_NAME - suffix.length()));
    String unended = kept.replaceAll("\\.+$", "");
    String directories = value.substring(0, value.length() - name.length());
    return new ArchiveKey(QUARANTINE + directories + unended + suffix);
  }

  @Override
  public String toString() {
    return value;
  }
}
