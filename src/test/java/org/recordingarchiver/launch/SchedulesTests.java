package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/** What a scheduler runs names commands and options that exist. */
class SchedulesTests {

  private static final Pattern CALL =
      Pattern.compile(
          "(?:recording-archiver/recording-archiver\"?,?|\\$RUN) (?<arguments>[^&>#)\\n]+)");
  private static final Path SYSTEMD = Path.of("jobs", "systemd");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobs/crontab",
        "jobs/systemd/recording-archiver.service",
        "jobs/systemd/recording-archiver-check.service",
        "jobs/systemd/recording-archiver-prune.service",
        "jobs/kubernetes/recording-archiver.yaml"
      })
  void callCommandsThatExist(String file) throws IOException {
    List<String> calls =
        CALL.matcher(Files.readString(Path.of(file)))
            .results()
            .map(SchedulesTests::arguments)
            .filter(arguments -> arguments.matches("(archive|status|prune).*"))
            .toList();

    assertThat(calls).isNotEmpty();
    for (String call : calls) {
      CommandLine.ParseResult parsed = line().parseArgs(call.split(" "));
      assertThat(parsed.hasSubcommand()).as(call).isTrue();
    }
  }

  private static String arguments(MatchResult call) {
    return call.group("arguments")
        .replaceAll("[\",\\]]", " ")
        .strip()
        .replaceAll(" +", " ")
        .replaceAll(" 2$", "");
  }

  private static CommandLine line() {
    Application application =
        new Application(SchedulesTests.class, SettingArguments.of(), new Shutdown());
    return new Commands(Console.standard(), application).line();
  }

  @Test
  void kubernetesGetsCronJobs() throws IOException {
    String text = Files.readString(Path.of("jobs/kubernetes/recording-archiver.yaml"));

    assertThat(new Yaml().loadAll(text))
        .hasSize(3)
        .allSatisfy(document -> assertThat(document).asString().contains("kind=CronJob"));
  }

  @Test
  void systemdUnderstandsItsUnits(@TempDir Path copies) throws Exception {
    Path tool = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(Files.isExecutable(tool), "systemd-analyze is not on this machine");
    try (Stream<Path> units = Files.list(SYSTEMD)) {
      for (Path unit : units.toList()) {
        String text = Files.readString(unit).replaceAll("ExecStart=\\S+", "ExecStart=/bin/true");
        Files.writeString(copies.resolve(String.valueOf(unit.getFileName())), text);
      }
    }
    List<String> command = new ArrayList<>(List.of(tool.toString(), "verify"));
    try (Stream<Path> units = Files.list(copies)) {
      units.map(Path::toString).forEach(command::add);
    }

    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines().filter(line -> line.contains("recording-archiver"))).isEmpty();
  }
}
