package org.recordingarchiver.archival;

/**
 * How far a run is.
 *
 * @param stage what it does now
 * @param done items of this stage that are settled
 * @param total items of this stage known so far, settled ones included
 * @param bytes content bytes received since the run began
 * @param atRisk chunks not yet archived whose slack is below {@code archiver.source.at-risk}
 */
public record RunProgress(Stage stage, long done, long total, long bytes, long atRisk) {

  /** The steps of the job, as people see them. */
  public enum Stage {
    ARCHIVING,
    SEALING,
    DELETING
  }
}
