package org.recordingarchiver.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command line, with URL in the place of the URL and FILE in that of the file. It fails if it has
 * not ended after two minutes.
 */
record CommandTool(String name, List<String> command) implements Tool {

  private static final long MOST_SECONDS = 120;

  CommandTool {
    command = List.copyOf(command);
  }

  static CommandTool of(String name, String command) {
    return new CommandTool(name, List.of(command.split(" ")));
  }

  static List<Tool> all() {
    return List.of(
        of("curl", "curl -sSfL --speed-limit 1 --speed-time 2 -o FILE URL"),
        of(
            "curl --retry -C -",
            "curl -sSfL --speed-limit 1 --speed-time 2 --retry 4 --retry-all-errors --retry-delay 1 -C - -o FILE URL"),
        new CommandTool(
            "curl -C - in a loop",
            List.of(
                "sh",
                "-c",
                "for i in 1 2 3 4 5; do curl -sSfL --speed-limit 1 --speed-time 2 -C - -o FILE URL"
                    + " && exit 0; done; exit 1")),
        of("wget", "wget -q --timeout=2 --tries=5 --waitretry=1 -O FILE URL"),
        of("wget -c", "wget -q -c --timeout=2 --tries=5 --waitretry=1 -O FILE URL"),
        of(
            "rclone copyurl",
            "rclone copyurl -q --timeout 2s --contimeout 2s --retries 3 --low-level-retries 3 URL FILE"));
  }

  @Override
  public String version() throws IOException, InterruptedException {
    String tool = name.split(" ", 2)[0];
    Process process =
        new ProcessBuilder(tool, tool.equals("rclone") ? "version" : "--version")
            .redirectErrorStream(true)
            .start();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      return lines.lines().findFirst().orElse("?");
    }
  }

  @Override
  public boolean fetch(String url, Path target) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    command.forEach(word -> words.add(word.replace("URL", url).replace("FILE", target.toString())));
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0;
  }
}
