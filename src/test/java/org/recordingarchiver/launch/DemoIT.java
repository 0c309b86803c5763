package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline from the real jar, on an embedded database. */
class DemoIT {

  @TempDir private Path directory;

  @Test
  void playsTheWholePipelineAgainAndAgainAndLeavesWhatIsConfiguredAlone() {
    Map<String, String> configured =
        Map.of(
            "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/production",
            "ARCHIVER_SOURCE_CONNECTIONSTRING",
                "endpoint=https://contoso.example/;accesskey=c2VjcmV0");

    String next = "";
    for (int time = 1; time <= 2; time++) {
      Ran demo = run(configured, "demo");

      assertThat(demo.code()).as(demo.toString()).isZero();
      assertThat(demo.out())
          .contains("14 of 15 chunks archived", "LOST, as it must be", "manifest-sha256.txt")
          .doesNotContain("NOT AS PLANNED");
      next = afterNext(demo);
    }

    Ran status = Ran.in(directory, configured, "/bin/sh", "-c", next + " --json --check");
    assertThat(status.code()).isEqualTo(3);
    assertThat(status.out())
        .contains("\"sourceDeleted\":28,\"failed\":0,\"lost\":2}")
        .hasLineCount(1);
    assertThat(directory.resolve("recording-archiver-data"))
        .isDirectoryNotContaining("glob:**/archive");
  }

  /** The command that the demo says to try first. */
  private static String afterNext(Ran demo) {
    return demo.out()
        .lines()
        .dropWhile(line -> !line.equals("Next:"))
        .skip(1)
        .findFirst()
        .orElse("");
  }

  private Ran run(Map<String, String> environment, String... arguments) {
    return Ran.jar(directory, environment, arguments);
  }
}
