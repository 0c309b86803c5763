package org.recordingarchiver.source;

import static org.recordingarchiver.source.Part.UNKNOWN;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How often one fetch takes up a broken body again, or starts over, before it gives up. */
final class Patience {

  private static final int MOST_RESUMPTIONS = 5;
  private static final int MOST_RESTARTS = 3;

  /**
   * A body that breaks off now and then but gets this far in between, and no slower than the floor
   * rate, is worth going on with.
   */
  private static final long GOOD_PROGRESS = 1024 * 1024;

  private final Pace pace;
  private int resumptions;
  private int restarts;
  private long lastBreak;
  private long credited;
  private long creditedWait;

  Patience(Pace pace) {
    this.pace = pace;
  }

  /** Counts a break after {@code received} bytes; throws if it is one too many. */
  void breakAt(long received, long total, Answer answer, @Nullable IOException broken)
      throws Unsuccessful {
    boolean stuck = received == lastBreak;
    lastBreak = received;
    resumptions = isGoodProgress(received) ? 1 : resumptions + 1;
    if (stuck || resumptions > MOST_RESUMPTIONS) {
      throw new Unsuccessful(failure(message(received, total, answer, broken), broken));
    }
  }

  /** Waiting counts too, so that what trickles can't hold a lane for ever. */
  private boolean isGoodProgress(long received) {
    long progress = received - credited;
    boolean good = progress >= GOOD_PROGRESS && pace.isKept(progress, pace.waited() - creditedWait);
    if (good) {
      credit(received);
    }
    return good;
  }

  private void credit(long received) {
    credited = received;
    creditedWait = pace.waited();
  }

  /** Counts a start from byte 0; throws if it is one too many. */
  void startOver(String why) throws Unsuccessful {
    lastBreak = 0;
    credit(0);
    if (++restarts > MOST_RESTARTS) {
      throw new Unsuccessful(
          new Failure.Truncated("%s; started over %d times".formatted(why, MOST_RESTARTS)));
    }
  }

  /** A body that ends too early lies in the answer; other breaks lie in the network. */
  static Failure failure(String message, @Nullable IOException broken) {
    return broken == null || broken instanceof ProtocolException
        ? new Failure.Truncated(message)
        : new Failure.Unreachable(message);
  }

  private static String message(
      long received, long total, Answer answer, @Nullable IOException broken) {
    return "%s: %s of %s bytes came, then %s"
        .formatted(
            answer.asked(),
            counted(received),
            total == UNKNOWN ? "unknown" : counted(total),
            broken == null ? "the body ended" : CallsUnderWay.why(broken));
  }

  private static String counted(long bytes) {
    return String.format(Locale.ROOT, "%,d", bytes);
  }
}
