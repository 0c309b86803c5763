package org.recordingarchiver.archival;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.recordingarchiver.ledger.Decision;
import org.recordingarchiver.ledger.LeaseLostException;
import org.recordingarchiver.support.TestArchiver;
import org.springframework.context.ApplicationContext;

/**
 * Archives in a process of its own, or runs the batch again that {@code archiver.test.batch} names,
 * or accepts the chunk that {@code archiver.test.accept} names, and dies without a word when it
 * comes to a point; with {@code archiver.test.freeze} it is frozen there, once; with {@code
 * archiver.test.exhaust} it uses up all file handles there, and goes on.
 */
final class DyingRun {

  private static final AtomicBoolean FROZEN = new AtomicBoolean();

  private static final List<Closeable> HANDLES = new ArrayList<>();

  private DyingRun() {}

  public static void main(String[] arguments) {
    String point = arguments[0];
    ApplicationContext context =
        TestArchiver.application(
                reached -> {
                  if (reached.matches(point)) {
                    end();
                  }
                  takeFreeHandles();
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
    Long accepted = Long.getLong("archiver.test.accept");
    if (accepted != null) {
      context
          .getBean(Acceptances.class)
          .accept(List.of(accepted), new Decision.Made("kim@desk", "it plays well enough"));
    } else if (batch == null) {
      context.getBean(ArchiveRuns.class).archive(ArchiveRequest.usual(), progress -> {});
    } else {
      RerunRequest request = new RerunRequest(List.of(batch), null);
      context.getBean(BatchReruns.class).rerun(batch, request, progress -> {});
    }
  }

  private static void end() {
    if (Boolean.getBoolean("archiver.test.exhaust")) {
      exhaust();
      return;
    }
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

  /** Classes can still be loaded: they lie in jars, which are open. */
  private static synchronized void exhaust() {
    if (!HANDLES.isEmpty()) {
      return;
    }
    try {
      HANDLES.add(Files.newInputStream(Path.of("/dev/null")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(DyingRun::takeFreeHandlesForEver);
  }

  private static void takeFreeHandlesForEver() {
    while (true) {
      takeFreeHandles();
      LockSupport.parkNanos(100_000);
    }
  }

  /** Once exhausted, what others close is taken before they can open something new. */
  private static synchronized void takeFreeHandles() {
    while (!HANDLES.isEmpty()) {
      try {
        HANDLES.add(Files.newInputStream(Path.of("/dev/null")));
      } catch (IOException e) {
        return;
      }
    }
  }
}
