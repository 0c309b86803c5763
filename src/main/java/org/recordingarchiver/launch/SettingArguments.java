package org.recordingarchiver.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The arguments, settings set apart: {@code --archiver.archive.lanes=8} is a setting wherever it
 * stands before a {@code --}.
 *
 * @param settings for Spring, as {@code --name=value}
 * @param command what is left for the command line
 */
record SettingArguments(List<String> settings, List<String> command) {

  private static final Pattern SETTING =
      Pattern.compile(
          "--(archiver|spring|server|management|logging)\\.[^=]+(=.*)?", Pattern.DOTALL);

  SettingArguments {
    settings = List.copyOf(settings);
    command = List.copyOf(command);
  }

  static SettingArguments of(String... arguments) {
    List<String> settings = new ArrayList<>();
    List<String> command = new ArrayList<>();
    for (String argument : arguments) {
      boolean isSetting = !command.contains("--") && SETTING.matcher(argument).matches();
      (isSetting ? settings : command).add(argument);
    }
    return new SettingArguments(settings, command);
  }

  /** The first setting without a value, or an empty text. */
  String incomplete() {
    return settings.stream().filter(setting -> !setting.contains("=")).findFirst().orElse("");
  }
}
