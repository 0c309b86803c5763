package org.recordingarchiver.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The large storms of {@code mvn -Pfaults verify}. {@code -Dfaults.seed} makes others, {@code
 * -Dfaults.chunks} larger ones.
 */
class FaultStorms {

  private static final long SEED = Long.getLong("faults.seed", 20260105L);
  private static final int CHUNKS = Integer.getInteger("faults.chunks", 2000);

  @TempDir private Path home;

  /** Leaves our part of the table in src/docs/faults.md in target/faults-ours.md. */
  @Test
  void survivesEachFaultAlone() throws IOException {
    Aftermath aftermath = StormRun.weather(SEED, new Storm(SEED).eachAlone(), home, Map.of());

    Files.writeString(Path.of("target", "faults-ours.md"), aftermath.endings().table());
    aftermath.check();
  }

  @Test
  void survivesEachFaultAfterEachOther() {
    weather(new Storm(SEED).allPairs());
  }

  @Test
  void survivesAnythingAnywhere() {
    weather(new Storm(SEED).anything(CHUNKS));
  }

  private void weather(Storm storm) {
    StormRun.weather(SEED, storm, home, Map.of()).check();
  }
}
