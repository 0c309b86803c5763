package org.recordingarchiver.archival;

import java.util.Arrays;
import java.util.List;
import org.recordingarchiver.support.TestArchiver;
import org.springframework.context.ApplicationContext;

/**
 * Archives in a process of its own, or runs the batch again that {@code archiver.test.batch} names,
 * and dies without a word when it comes to a point.
 */
final class DyingRun {

  private DyingRun() {}

  public static void main(String[] arguments) {
    String point = arguments[0];
    ApplicationContext context =
        TestArchiver.application(
                reached -> {
                  if (reached.matches(point)) {
                    Runtime.getRuntime().halt(137);
                  }
                })
            .run(Arrays.copyOfRange(arguments, 1, arguments.length));
    Long batch = Long.getLong("archiver.test.batch");
    if (batch == null) {
      context.getBean(ArchiveRuns.class).archive(ArchiveRequest.usual(), progress -> {});
    } else {
      RerunRequest request = new RerunRequest(List.of(batch), null);
      context.getBean(BatchReruns.class).rerun(batch, request, progress -> {});
    }
    Runtime.getRuntime().halt(0);
  }
}
