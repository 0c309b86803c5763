package org.recordingarchiver.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.chaos.Round.Shape;

/**
 * The fourth promise, "kill it anywhere", in less than a minute. {@code mvn -Pchaos verify} takes
 * it further.
 */
@Order(1)
class ChaosIT {

  private static final long SEED = Long.getLong("chaos.seed", 20260105L);

  @TempDir private Path directory;

  @Test
  void nothingIsAmissAfterTwoRunsAtOnceAndTheirDatabaseWereKilled() {
    Round round = new Round("short", SEED, Shape.TWO_AT_ONCE, 1);

    try (OwnServer server = OwnServer.start(directory)) {
      List<String> objections = round.storm(server, 2, 1);

      assertThat(objections).as("rerun with -Dchaos.seed=%d", SEED).isEmpty();
    }
    round.forget();
  }
}
