package org.recordingarchiver.intake;

import java.util.List;

/** Some of the input could not be read. Everything else was taken in. */
public final class IngestIncompleteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient IngestReport report;
  private final transient List<String> problems;

  IngestIncompleteException(IngestReport report, List<String> problems) {
    super("not everything was read: " + String.join("; ", problems));
    this.report = report;
    this.problems = List.copyOf(problems);
  }

  /** What was taken in. */
  public IngestReport report() {
    return report;
  }

  /** What was not, and why: at least one line for people, each naming its path. */
  public List<String> problems() {
    return problems;
  }
}
