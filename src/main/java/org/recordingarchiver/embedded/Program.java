package org.recordingarchiver.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs one of PostgreSQL's own programs.
 *
 * <p>They refuse to run as root. There, {@code unshare -U} starts them in a user namespace without
 * a root; files still belong to root.
 */
final class Program {

  private static final Pattern COMPLAINT = Pattern.compile("error:|FATAL:|PANIC:");

  private final ServerDirectory directory;
  private final Binaries binaries;

  Program(ServerDirectory directory, Binaries binaries) {
    this.directory = directory;
    this.binaries = binaries;
  }

  /** Says what the program said. Interrupting this waits for the program all the same. */
  Outcome run(String program, List<String> arguments) {
    Path said = directory.path().resolve(program + ".out");
    List<String> command = command(program, arguments);
    try {
      Process process = start(command, said);
      Outcome outcome = new Outcome(waitFor(process), Files.readString(said).strip());
      refuseRoot(outcome);
      return outcome;
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "can't run " + command.getFirst() + " (" + e + ")" + ServerDirectory.REMEDY, e);
    }
  }

  private List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      command.add("unshare");
      command.add("-U");
    }
    command.add(binaries.program(program).toString());
    command.addAll(arguments);
    return command;
  }

  private static Process start(List<String> command, Path said) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PG"));
    environment.put("LC_ALL", "C");
    return builder.start();
  }

  private void refuseRoot(Outcome outcome) {
    if (outcome.said().contains("cannot be run as root")) {
      throw new EmbeddedPostgresException(
          "PostgreSQL does not run as root, and \"unshare -U\", which gets round that, is not allowed here; run as another user, or set spring.datasource.url",
          null);
    }
    if (LinuxUtils.isUnshareAvailable() && outcome.said().contains("Permission denied")) {
      throw new EmbeddedPostgresException(
          "started by root, the server may only enter what root owns or everyone may enter, and %s or a directory above it is not (%s); run as its owner, or choose another archiver.home, or set spring.datasource.url"
              .formatted(directory, outcome.said()),
          null);
    }
  }

  private static int waitFor(Process process) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  record Outcome(int exitCode, String said) {
    boolean succeeded() {
      return exitCode == 0;
    }

    /** What went wrong, without the progress that led there. */
    String complaint() {
      String errors =
          said.lines()
              .filter(line -> COMPLAINT.matcher(line).find())
              .collect(Collectors.joining("; "));
      return errors.isEmpty() ? said : errors;
    }
  }
}
