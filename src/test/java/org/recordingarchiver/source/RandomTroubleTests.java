package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.source.LyingStorage.Lie;
import org.recordingarchiver.source.RecordingSource.Wanted;

/**
 * A source that does everything wrong by chance: whatever is received must be the true bytes all
 * the same.
 */
class RandomTroubleTests {

  private static final long SEED = 20260105;
  private static final int FETCHES = 800;

  private final Random random = new Random(SEED);
  private final Set<Lie> told = EnumSet.noneOf(Lie.class);
  private int received;
  private int joined;

  @Test
  void receivesTheTrueBytesOrNone() {
    for (int fetch = 0; fetch < FETCHES; fetch++) {
      fetch("seed %d, fetch %d".formatted(SEED, fetch));
    }

    assertThat(told).as("faults met").containsExactlyInAnyOrder(Lie.values());
    assertThat(received).as("objects received").isBetween(FETCHES / 2, FETCHES - 20);
    assertThat(joined).as("of these, joined from several answers").isGreaterThan(FETCHES / 20);
  }

  private void fetch(String which) {
    byte[] truth = truth();
    LyingStorage storage = new LyingStorage(truth, random.nextLong(), 20 + random.nextInt(60));
    RecordingSink sink = new RecordingSink();
    try (RawServer server = new RawServer(storage);
        AcsRecordingSource source = ScriptedStorage.source(TestSettings.of(server.host()).get())) {
      FetchAnswer answer = source.fetch("contoso", server.url(), Wanted.CONTENT, sink);

      told.addAll(storage.told());
      if (answer instanceof FetchAnswer.Received(long length, boolean totalNamed)) {
        // Where nothing names the length, an early end can't be told from a late one.
        byte[] expected = totalNamed ? truth : Arrays.copyOf(truth, (int) length);
        assertThat(Arrays.equals(sink.bytes(), expected))
            .as("%s: %s after %s holds the true bytes", which, answer, storage.told())
            .isTrue();
        received++;
        joined += sink.restarts() == 0 && broke(storage) ? 1 : 0;
      }
    }
  }

  private static boolean broke(LyingStorage storage) {
    return storage.told().contains(Lie.ENDS_EARLY) || storage.told().contains(Lie.RESETS);
  }

  private byte[] truth() {
    byte[] truth = new byte[1 + random.nextInt(200_000)];
    random.nextBytes(truth);
    truth[0] = 0;
    return truth;
  }
}
