package org.recordingarchiver.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the bytes around every place where an answer was joined to what came before. Where they
 * are much alike, as in silence, a shift would not show in them: then also the nearest bytes before
 * and after that are not. A few kilobytes are kept while no body breaks off.
 */
final class Seams {

  /** Bytes kept on either side. */
  static final int REACH = 1024;

  /** So many take up to 10 MB. */
  static final int MOST = 4000;

  /**
   * So many different values among {@link #REACH} bytes, and none but their own place fits them.
   */
  private static final int TELLING = 16;

  private final byte[] tail = new byte[REACH];
  private final List<Seam> seams = new ArrayList<>();
  private @Nullable Seam current;
  private @Nullable Seam telling;
  private boolean seeking;
  private int tailLength;
  private long at;

  /** Takes bytes that go to the sink. */
  void take(byte[] bytes, int length) {
    if (current != null) {
      current.take(bytes, length);
      seek(current, bytes, length);
    }
    int kept = Math.min(tailLength, Math.max(0, REACH - length));
    System.arraycopy(tail, tailLength - kept, tail, 0, kept);
    int added = Math.min(length, REACH);
    System.arraycopy(bytes, length - added, tail, kept, added);
    tailLength = kept + added;
    at += length;
    if (isTelling(tail, 0, tailLength)) {
      telling = before();
    }
  }

  /** Notes that another answer goes on here. */
  void join() {
    if (current != null && current.isOpen()) {
      current.reachTo(at + REACH);
    } else {
      if (telling != null && telling.end() < at) {
        seams.add(telling);
      }
      current = before();
      current.reachTo(at + REACH);
      seams.add(current);
    }
    telling = null;
    seeking = true;
  }

  /** Looks for bytes of this answer that are not alike, unless the seam has them already. */
  private void seek(Seam seam, byte[] bytes, int length) {
    for (int from = 0; seeking && from < length; from += REACH) {
      int count = Math.min(REACH, length - from);
      if (isTelling(bytes, from, count)) {
        seeking = false;
        if (at + from + count > seam.end()) {
          byte[] found = Arrays.copyOfRange(bytes, from, from + count);
          seams.add(new Seam(at + from, found, at + from + count));
        }
      }
    }
  }

  private Seam before() {
    return new Seam(at - tailLength, Arrays.copyOf(tail, tailLength), at);
  }

  private static boolean isTelling(byte[] bytes, int from, int count) {
    BitSet values = new BitSet(256);
    int different = 0;
    for (int i = from; i < from + count && different < TELLING; i++) {
      int value = bytes[i] & 0xFF;
      if (!values.get(value)) {
        values.set(value);
        different++;
      }
    }
    return different >= TELLING;
  }

  boolean areTooMany() {
    return seams.size() > MOST;
  }

  List<Seam> all() {
    return List.copyOf(seams);
  }

  void restart() {
    seams.clear();
    current = null;
    telling = null;
    seeking = false;
    tailLength = 0;
    at = 0;
  }
}
