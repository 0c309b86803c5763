package org.recordingarchiver.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.faults.StormRun.Aftermath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first promise against every fault in src/docs/faults.md: alone, in pairs, at random. {@code
 * -Dfaults.seed} and {@code -Dfaults.chunks} make another storm; {@code -Pfaults} the large one.
 */
class FaultStormIT {

  private static final Logger log = LoggerFactory.getLogger(FaultStormIT.class);
  private static final long SEED = Long.getLong("faults.seed", 20260105L);
  private static final int CHUNKS = Integer.getInteger("faults.chunks", 150);
  private static final boolean ALL_PAIRS = Boolean.getBoolean("faults.pairs");

  @TempDir private Path home;

  @Test
  void survivesEachFaultAlone() {
    weather(Storm.ofEachAlone(SEED));
  }

  @Test
  void survivesFaultsInPairs() {
    weather(ALL_PAIRS ? Storm.ofAllPairs(SEED) : Storm.ofPairs(SEED, CHUNKS));
  }

  @Test
  void survivesAnythingAnywhere() {
    weather(Storm.atRandom(SEED, CHUNKS));
  }

  private void weather(Storm storm) {
    Aftermath aftermath = StormRun.weather(SEED, storm, home, Map.of());
    log.info("seed {}: {}", SEED, aftermath.summary());
    assertNone("wrong files in bags", aftermath.wrongFiles());
    assertNone("sources deleted without an equal copy", aftermath.rashDeletes());
    assertNone("requests that nobody may send", aftermath.offences());
    assertThat(aftermath.trapped()).as("connections to a forbidden host, seed %d", SEED).isZero();
    assertNone("chunks that did not end as they must", aftermath.objections());
  }

  private static void assertNone(String what, List<String> found) {
    assertThat(found)
        .as(
            "%d %s (rerun with -Dfaults.seed=%d)%n%s",
            found.size(), what, SEED, String.join("\n", found))
        .isEmpty();
  }
}
