package org.recordingarchiver.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Makes durable what many threads wrote, with one call for all who wait: whoever comes while a call
 * is under way waits for the next, since that one may have passed by what they wrote.
 *
 * <p>A failed call doesn't say whose bytes were lost, and they may be those of a file that is still
 * being written: so it fails everyone who had begun before it ended.
 */
final class GroupSync {

  private final WholeSync whole;
  private long started;
  private long ended;
  private long failed;
  private @Nullable IOException failure;
  private int waiting;

  GroupSync(WholeSync whole) {
    this.whole = whole;
  }

  /** To be asked before the first byte is written, and given to {@link #await}. */
  synchronized long begun() {
    return ended;
  }

  /**
   * Returns once all that the caller wrote since {@code begun} is on the disk.
   *
   * @throws IOException if any of it may have been lost
   */
  void await(long begun) throws IOException {
    long mine = next();
    for (long turn = turn(mine); turn > 0; turn = turn(mine)) {
      call(turn);
    }
    refuseIfLost(begun);
  }

  /** The first call that begins from now on. */
  private synchronized long next() {
    return started + 1;
  }

  /** The number of the call that this thread has to make, 0 if the one it waits for has ended. */
  private synchronized long turn(long mine) throws IOException {
    try {
      while (ended < mine) {
        if (started == ended) {
          return ++started;
        }
        waiting++;
        wait();
        waiting--;
      }
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while bytes went to the disk", e);
    }
  }

  /** How many threads wait for a call that another makes. */
  synchronized int waiting() {
    return waiting;
  }

  private void call(long number) {
    IOException thrown = null;
    try {
      whole.sync();
    } catch (IOException e) {
      thrown = e;
    } catch (RuntimeException | Error e) {
      thrown = new IOException("could not make the file system durable", e);
    }
    end(number, thrown);
  }

  private synchronized void end(long number, @Nullable IOException thrown) {
    if (thrown != null) {
      failed = number;
      failure = thrown;
    }
    ended = number;
    notifyAll();
  }

  private synchronized void refuseIfLost(long begun) throws IOException {
    if (failed > begun && failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }
}
