package org.recordingarchiver.archival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.recordingarchiver.ledger.LeaseLostException;
import org.recordingarchiver.support.TestArchiver;
import org.springframework.context.ApplicationContext;

/**
 * Archives in a process of its own, or runs the batch again that {@code archiver.test.batch} names,
 * and dies without a word when it comes to a point; with {@code archiver.test.freeze} it is frozen
 * there, once.
 */
final class DyingRun {

  private static final AtomicBoolean FROZEN = new AtomicBoolean();

  private DyingRun() {}

  public static void main(String[] arguments) {
    String point = arguments[0];
    ApplicationContext context =
        TestArchiver.application(
                reached -> {
                  if (reached.matches(point)) {
                    end();
                  }
                })
            .run(Arrays.copyOfRange(arguments, 1, arguments.length));
    try {
      work(context);
      Runtime.getRuntime().halt(0);
    } catch (LeaseLostException e) {
      Runtime.getRuntime().halt(MortalRuns.LEASE_LOST);
    }
  }

  private static void work(ApplicationContext context) {
    Long batch = Long.getLong("archiver.test.batch");
    if (batch == null) {
      context.getBean(ArchiveRuns.class).archive(ArchiveRequest.usual(), progress -> {});
    } else {
      RerunRequest request = new RerunRequest(List.of(batch), null);
      context.getBean(BatchReruns.class).rerun(batch, request, progress -> {});
    }
  }

  private static void end() {
    if (!Boolean.getBoolean("archiver.test.freeze")) {
      Runtime.getRuntime().halt(MortalRuns.KILLED);
    }
    if (FROZEN.compareAndSet(false, true)) {
      try {
        long pid = ProcessHandle.current().pid();
        new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().onExit().join();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
