package org.recordingarchiver.launch.settings;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the settings.
 *
 * @param name the setting
 * @param value as it may be shown, or null if none was given
 * @param problem what is wrong, and what is expected
 * @param origin where it was set, or null if that is not known
 */
record SettingsFault(String name, @Nullable String value, String problem, @Nullable String origin) {

  SettingsFault withoutValue() {
    return new SettingsFault(name, null, problem, origin);
  }

  @Override
  public String toString() {
    return name
        + (value == null ? "" : " = " + value)
        + ": "
        + problem
        + (origin == null ? "" : " (" + origin + ")");
  }
}
