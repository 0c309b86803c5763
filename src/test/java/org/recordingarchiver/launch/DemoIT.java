package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline from the real jar and by the launcher, on an embedded database. */
@Order(1)
class DemoIT {

  @TempDir private Path directory;

  @Test
  void playsTheWholePipelineAgainAndAgainAndLeavesWhatIsConfiguredAlone() {
    Map<String, String> configured =
        Map.of(
            "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/production",
            "ARCHIVER_SOURCE_CONNECTIONSTRING",
                "endpoint=https://contoso.example/;accesskey=c2VjcmV0");

    Ran first = Ran.jar(directory, configured, "demo");
    Ran second = Ran.launcher(directory, configured, "demo");

    assertThat(List.of(first, second))
        .allSatisfy(demo -> {
          assertThat(demo.code()).as(demo.toString()).isZero();
          assertThat(demo.out())
              .contains("14 of 15 chunks archived", "LOST, as it must be", "manifest-sha256.txt")
              .doesNotContain("NOT AS PLANNED");
        });
    assertThat(afterNext(first)).contains(" -jar ");

    Map<String, String> launched = PreparedLauncher.environment(configured);
    Ran status =
        Ran.in(directory, launched, "/bin/sh", "-c", afterNext(second) + " --json --check");
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
}
