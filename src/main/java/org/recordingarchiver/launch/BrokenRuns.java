package org.recordingarchiver.launch;

import org.recordingarchiver.archival.RunBrokenException;
import org.recordingarchiver.archival.RunResult;

/** Runs that did not come to their last step. */
final class BrokenRuns {

  private BrokenRuns() {}

  /**
   * Returns unless the database broke the run off: then nobody can say what of the batch needs a
   * person.
   */
  static void blameDatabase(RunResult result) {
    RunBrokenException broken = result.broken();
    if (broken != null && DatabaseUnavailableException.isToBlame(broken)) {
      throw broken;
    }
  }
}
