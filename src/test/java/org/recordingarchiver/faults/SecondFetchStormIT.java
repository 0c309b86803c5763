package org.recordingarchiver.faults;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody can see in one answer, archived rightly when every chunk is fetched twice. */
class SecondFetchStormIT {

  private static final long SEED = Long.getLong("faults.seed", 20260105L);

  @TempDir private Path home;

  @Test
  void survivesDeceptionsByFetchingTwice() {
    Storm storm = new Storm(SEED).deceptions(12);

    StormRun.weather(SEED, storm, home, Map.of("archiver.verify.second-fetch", "always")).check();
  }
}
