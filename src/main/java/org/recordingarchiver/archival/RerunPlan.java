package org.recordingarchiver.archival;

import java.util.List;
import org.recordingarchiver.ledger.Reruns.Left;

/**
 * What a rerun would take.
 *
 * @param status of the batch's latest run, as the job repository has it
 * @param left most urgent first
 */
public record RerunPlan(Rerun rerun, String status, List<Left> left) {

  public RerunPlan {
    left = List.copyOf(left);
  }

  /** Whether its latest run came to a clean end: there is no other run of it then. */
  public boolean isCompleted() {
    return status.equals("COMPLETED");
  }
}
