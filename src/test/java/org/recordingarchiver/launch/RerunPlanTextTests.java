package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.archival.RerunPlan;
import org.recordingarchiver.archival.RerunPlan.PlannedBatch;
import org.recordingarchiver.ledger.Cause;

class RerunPlanTextTests {

  private static RerunPlan plan(PlannedBatch... batches) {
    return new RerunPlan(List.of(batches), Duration.ofMinutes(30));
  }

  private static PlannedBatch batch(long batch, boolean completed, long chunks) {
    return new PlannedBatch(batch, completed, chunks, Map.of(), chunks, 0, 0, 0, List.of());
  }

  @Test
  void saysHowManyChunksWithWhatCausesAndWhichExpire() {
    Map<Cause, Long> causes = new EnumMap<>(Map.of(Cause.NOT_MEDIA, 10L, Cause.NOT_FOUND, 3L));
    List<Long> expiring = LongStream.rangeClosed(41, 52).boxed().toList();
    RerunPlan plan =
        plan(
            new PlannedBatch(7, false, 14, causes, 1, 2, 1_234_567, 1, expiring),
            new PlannedBatch(
                8, false, 1, Map.of(Cause.CONFLICT, 1L), 0, 1, 64_044, 0, List.of(60L)));

    assertThat(new RerunPlanText(plan).dry())
        .isEqualTo(
            """
            would rerun 2 batches, with 15 chunks to try; nothing was touched
              batch 7  14 chunks (NOT_FOUND 3, NOT_MEDIA 10, not tried to the end 1); 1.2 MB in 2 of them, the others not known; 1 expired already; 12 may expire before they can be tried, within 30 min 0 s: 41, 42, 43, 44, 45, 46, 47, 48, 49, 50 and 2 more
              batch 8  1 chunk (CONFLICT 1); 64.0 kB; 1 may expire before they can be tried, within 30 min 0 s: 60
            """);
  }

  @Test
  void saysWhichBatchesHaveNothingToTry() {
    RerunPlan plan = plan(batch(7, false, 0), batch(8, true, 0), batch(9, true, 1));

    assertThat(new RerunPlanText(plan).real())
        .isEqualTo(
            """
            reruns 1 batch, with 0 chunks to try
              batch 7  no chunk left to try
              batch 8  is COMPLETED: nothing to do
              batch 9  is COMPLETED and can't be run again; 1 chunk failed since, which archive tries
            """);
  }

  @Test
  void saysThatNothingIsThereToRerun() {
    assertThat(new RerunPlanText(plan()).real())
        .isEqualTo("reruns 0 batches, with 0 chunks to try\n");
  }
}
