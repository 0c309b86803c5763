package org.recordingarchiver.launch;

import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  boolean help;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log each chunk, and show the stack trace of an error.")
  boolean verbose;
}
