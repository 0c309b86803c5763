package org.recordingarchiver.launch;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the process ends. Scripts rely on the numbers: they never change. */
enum ExitCode {
  DONE(0, "done, or nothing to do"),
  INTERNAL_ERROR(1, "internal error: please report it, with the output of --verbose"),
  USAGE(2, "wrong usage or settings; nothing was touched"),
  NEEDS_ATTENTION(
      3,
      "done, but a chunk of this batch is FAILED, LOST or waits for a retry, or an unacknowledged"
          + " FAILED, LOST or at-risk chunk exists, or an event was rejected"),
  RUN_ACTIVE(4, "another run is active"),
  UNAVAILABLE(5, "database or archive can't be reached, or is not the one that is expected"),
  STOPPED(6, "stopped by a signal; the next run goes on where this one ended");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** The number that the process ends with. */
  int number() {
    return number;
  }

  /** All of them with their meanings, for {@code --help}. */
  static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    Arrays.stream(values()).forEach(code -> meanings.put(" " + code.number, code.meaning));
    return meanings;
  }
}
