package org.recordingarchiver.launch.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The settings are wrong; the message names every fault on a line of its own. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsException(List<SettingsFault> faults) {
    super(
        faults.stream()
            .map(fault -> "  " + fault)
            .collect(Collectors.joining("\n", title(faults.size()) + "\n", "")));
  }

  private static String title(int count) {
    return count == 1
        ? "1 setting is wrong; nothing was touched:"
        : count + " settings are wrong; nothing was touched:";
  }
}
