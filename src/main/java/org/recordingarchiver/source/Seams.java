package org.recordingarchiver.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Remembers the bytes around every place where an answer was joined to what came before. Nothing is
 * kept beyond the last {@link #REACH} bytes while no body breaks off.
 */
final class Seams {

  /** Bytes kept on either side. */
  static final int REACH = 1024;

  /** So many take up to 10 MB. */
  static final int MOST = 4000;

  private final byte[] tail = new byte[REACH];
  private final List<Seam> seams = new ArrayList<>();
  private int tailLength;

  /** Takes bytes that go to the sink. */
  void take(byte[] bytes, int length) {
    if (!seams.isEmpty()) {
      seams.getLast().take(bytes, length);
    }
    int kept = Math.min(tailLength, Math.max(0, REACH - length));
    System.arraycopy(tail, tailLength - kept, tail, 0, kept);
    int added = Math.min(length, REACH);
    System.arraycopy(bytes, length - added, tail, kept, added);
    tailLength = kept + added;
  }

  /** Notes that another answer goes on at byte {@code at}. */
  void join(long at) {
    if (!seams.isEmpty() && seams.getLast().isOpen()) {
      seams.getLast().joinAgain();
    } else {
      seams.add(new Seam(at, Arrays.copyOf(tail, tailLength)));
    }
  }

  boolean areTooMany() {
    return seams.size() > MOST;
  }

  List<Seam> all() {
    return List.copyOf(seams);
  }

  void restart() {
    seams.clear();
    tailLength = 0;
  }
}
