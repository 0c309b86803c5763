package org.recordingarchiver.chaos;

import java.util.List;
import java.util.stream.Stream;

/**
 * A point of the write order at which a process can be killed.
 *
 * @param name for people
 * @param times the so-manieth time of a run that counts
 * @param pattern what {@link org.recordingarchiver.support.HookedBeans} or {@link HookedCommits}
 *     calls it, as a regular expression
 */
record Point(String name, String pattern, int times) {

  private static final String CONTENT = ".*/data/chunk.*\\.(wav|mp3|mp4)";
  private static final String METADATA = ".*/data/chunk.*\\.acsmetadata\\.json";

  private static final String RUN = "commit .*update batch_job_execution(,.*)?";

  /** Each of them, in the order in which a chunk comes by. */
  static List<Point> all() {
    return Stream.of(
            around("the claim committed", "commit claim chunk.*"),
            around("content fetched", "fetch .*/content/video CONTENT.*"),
            around("metadata fetched", "fetch .*/content/acsmetadata METADATA.*"),
            around("content named", "link " + CONTENT + " .*"),
            around("metadata named", "link " + METADATA + " .*"),
            around("chunk durable", "put .*/data/chunk.*"),
            around("content read back", "lookAndReadBack " + CONTENT),
            around("metadata read back", "lookAndReadBack " + METADATA),
            around("ARCHIVED committed", "commit .*insert archive_copy.*"),
            around("event in the bag", "link .*/data/recording-event.* .*"),
            around("manifest written", "replace .* .*/manifest-sha256\\.txt"),
            around("bag-info written", "replace .* .*/bag-info\\.txt"),
            around("call.json written", "replace .* .*/call\\.json"),
            around("tag manifest written", "replace .* .*/tagmanifest-sha256\\.txt"),
            around("bagit.txt written", "replace .* .*/bagit\\.txt"),
            around("bag durable", "put .*bagit\\.txt.*"),
            around("SEALED committed", "commit update recording(, update recording)*"),
            around("permit committed", "commit .*insert source_deletion.*"),
            around("DELETE sent", "delete .*"),
            around("receipt committed", "commit update source_deletion.*"),
            around("run told as begun", RUN, 1),
            around("run told as ended", RUN, 2))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Point> around(String name, String call) {
    return around(name, call, 1);
  }

  private static List<Point> around(String name, String call, int times) {
    return List.of(
        new Point("before: " + name, "before " + call, times),
        new Point("after: " + name, "after " + call, times));
  }

  /** Later in a run. */
  Point after(int moreTimes) {
    return new Point(name, pattern, times + moreTimes);
  }

  @Override
  public String toString() {
    return name;
  }
}
