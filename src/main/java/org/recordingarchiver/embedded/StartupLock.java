package org.recordingarchiver.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one process, and the one thread in it, that starts, attaches to or leaves a server.
 * The system drops the lock of a process that dies.
 */
final class StartupLock implements AutoCloseable {

  private static final ReentrantLock THIS_PROCESS = new ReentrantLock();
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final FileChannel channel;

  private StartupLock(FileChannel channel) {
    this.channel = channel;
  }

  static StartupLock take(ServerDirectory directory, Duration patience) {
    Path file = directory.startupLock();
    long end = System.nanoTime() + patience.toNanos();
    StartupLock taken = null;
    try {
      if (THIS_PROCESS.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        taken = lock(file, end);
      }
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "can't lock " + file + " (" + e + ")" + ServerDirectory.REMEDY, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException("interrupted while waiting for " + file, e);
    } finally {
      if (taken == null && THIS_PROCESS.isHeldByCurrentThread()) {
        THIS_PROCESS.unlock();
      }
    }
    if (taken == null) {
      throw new EmbeddedPostgresException(
          "another command has been starting or stopping the server in %s for %d s; end it, or try again later"
              .formatted(directory, patience.toSeconds()),
          null);
    }
    return taken;
  }

  private static @Nullable StartupLock lock(Path file, long end)
      throws IOException, InterruptedException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      while (channel.tryLock() == null) {
        if (System.nanoTime() - end > 0) {
          channel.close();
          return null;
        }
        Thread.sleep(PAUSE);
      }
      return new StartupLock(channel);
    } catch (IOException | InterruptedException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EmbeddedPostgresException("can't give back the lock on its directory", e);
    } finally {
      THIS_PROCESS.unlock();
    }
  }
}
