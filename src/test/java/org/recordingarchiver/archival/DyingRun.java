package org.recordingarchiver.archival;

import java.util.Arrays;
import org.recordingarchiver.support.TestArchiver;

/** Archives in a process of its own, and dies without a word when it comes to a point. */
final class DyingRun {

  private DyingRun() {}

  public static void main(String[] arguments) {
    String point = arguments[0];
    TestArchiver.application(
            reached -> {
              if (reached.matches(point)) {
                Runtime.getRuntime().halt(137);
              }
            })
        .run(Arrays.copyOfRange(arguments, 1, arguments.length))
        .getBean(ArchiveRuns.class)
        .archive(ArchiveRequest.usual(), progress -> {});
    Runtime.getRuntime().halt(0);
  }
}
