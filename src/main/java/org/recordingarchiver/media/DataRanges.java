package org.recordingarchiver.media;

import java.util.Arrays;

/** Where in an MP4 file samples may be: the contents of its {@code mdat} boxes, in order. */
final class DataRanges {

  private long[] starts = new long[16];
  private long[] ends = new long[16];
  private int count;

  void add(Box mdat) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = mdat.content();
    ends[count] = mdat.end();
    count++;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /**
   * Whether one box holds all these bytes; true for no bytes.
   *
   * @param length up to {@link PlayingTime#TOO_LONG}
   */
  boolean holds(long start, long length) {
    if (length == 0) {
      return true;
    }
    int found = Arrays.binarySearch(starts, 0, count, start);
    int range = found >= 0 ? found : -found - 2;
    return range >= 0 && start <= ends[range] && length <= ends[range] - start;
  }
}
