package org.recordingarchiver.store;

import java.util.List;
import java.util.regex.Pattern;

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
  private static final Pattern SAFE =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}(/[A-Za-z0-9][A-Za-z0-9._-]{0,199})*");

  public ArchiveKey {
    boolean safe = value.length() <= LONGEST && SAFE.matcher(value).matches();
    if (!safe || value.contains("..")) {
      throw new IllegalArgumentException("not a safe archive key: " + value);
    }
  }

  /** The key of {@code name} below this one. */
  public ArchiveKey resolve(String name) {
    return new ArchiveKey(value + "/" + name);
  }

  /** The last part. */
  String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** The parts before the last. */
  List<String> directories() {
    List<String> parts = List.of(value.split("/"));
    return parts.subList(0, parts.size() - 1);
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
