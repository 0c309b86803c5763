package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.archival.RunResult.Status;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.TestArchiver;

/** A real process that can open no file and no connection any more. */
class OutOfHandlesIT {

  private static final int CHUNKS = 30;

  @TempDir private static Path home;

  @Test
  void aRunWithoutHandlesTakesNoMoreSaysWhyAndTheNextFinishesItsWork() throws IOException {
    try (MortalRuns runs = new MortalRuns(home, Map.of("archiver.archive.lanes", "4"))) {
      TestArchiver archiver = runs.archiver();
      for (int i = 0; i < CHUNKS; i++) {
        serve(runs, "handle-" + i);
      }

      int exit = runs.withoutHandlesFrom("after fetch .*CONTENT.*");

      assertThat(exit).isZero();
      assertThat(archiver.value("select exit_message from batch_job_execution"))
          .contains("took no more chunks: STORE_FAILED")
          .contains("Too many open files")
          .contains("ulimit -n");
      assertThat(archiver.value("select count(*) from attempt")).asInt().isLessThan(CHUNKS);
      assertThat(archiver.value("select count(*) from chunk where status in ('FAILED', 'LOST')"))
          .isEqualTo("0");
      assertThat(
              runs.simulator().journal().stream()
                  .filter(it -> it.method().equals("DELETE"))
                  .count())
          .isEqualTo(Long.parseLong(archiver.value("select count(*) from source_deletion")));

      archiver.rows().sql("update chunk set not_before = now()").update();
      assertThat(archiver.archive().status()).isEqualTo(Status.COMPLETED);
      assertThat(archiver.value("select string_agg(distinct status, ',') from chunk"))
          .isEqualTo("SOURCE_DELETED");
    }
  }

  private static void serve(MortalRuns runs, String doc) {
    runs.simulator()
        .put(
            doc,
            Payload.wav(1, Duration.ofMillis(200), 1),
            Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8)));
    runs.archiver().announce("recording of " + doc, runs.archiver().now(), doc);
  }
}
