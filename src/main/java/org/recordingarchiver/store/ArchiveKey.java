package org.recordingarchiver.store;

import java.util.regex.Pattern;

/**
 * The name of one file in the archive, relative to its root, with {@code /} between the parts.
 *
 * <p>Only safe characters, so that no key ever leads out of the root: each part begins with a
 * letter or digit and goes on with letters, digits, {@code .}, {@code _} and {@code -}, at most 200
 * of them.
 */
public record ArchiveKey(String value) {

  private static final Pattern SAFE =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}(/[A-Za-z0-9][A-Za-z0-9._-]{0,199})*");

  public ArchiveKey {
    if (!SAFE.matcher(value).matches() || value.contains("..")) {
      throw new IllegalArgumentException("not a safe archive key: " + value);
    }
  }

  /** The key of {@code name} below this one. */
  public ArchiveKey resolve(String name) {
    return new ArchiveKey(value + "/" + name);
  }

  @Override
  public String toString() {
    return value;
  }
}
