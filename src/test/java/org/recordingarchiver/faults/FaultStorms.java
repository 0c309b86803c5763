package org.recordingarchiver.faults;

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

  @Test
  void survivesEachFaultAlone() {
    weather(new Storm(SEED).eachAlone());
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
