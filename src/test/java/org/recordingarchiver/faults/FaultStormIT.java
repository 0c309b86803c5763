package org.recordingarchiver.faults;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first promise, in a storm of a minute: every fault of src/docs/faults.md by itself, then some
 * in pairs, then anything. {@code mvn -Pfaults verify} makes the large ones.
 */
@Order(1)
class FaultStormIT {

  private static final long SEED = Long.getLong("faults.seed", 20260105L);

  @TempDir private Path home;

  @Test
  void survivesEveryFaultAloneAndSomeTogether() {
    Storm storm = new Storm(SEED).eachOnce().pairs(50).anything(50);

    StormRun.weather(SEED, storm, home, Map.of()).check();
  }
}
