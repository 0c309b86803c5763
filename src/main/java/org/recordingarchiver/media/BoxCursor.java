package org.recordingarchiver.media;

import java.io.IOException;

/** Goes from box to box, through a file or through one box. They must fill it without a gap. */
final class BoxCursor {

  /** QuickTime may end a list of boxes with a size of 0 and nothing more. */
  private static final int TERMINATOR = 4;

  private final FileWindow file;
  private final long limit;
  private final boolean top;
  private long at;

  private BoxCursor(FileWindow file, long from, long limit, boolean top) {
    this.file = file;
    this.at = from;
    this.limit = limit;
    this.top = top;
  }

  /** Of a whole file. */
  static BoxCursor top(FileWindow file) {
    return new BoxCursor(file, 0, file.size(), true);
  }

  /** Of the boxes in one. */
  static BoxCursor in(Box parent, FileWindow file) {
    return new BoxCursor(file, parent.content(), parent.end(), false);
  }

  boolean hasNext() throws IOException, DamagedMediaException {
    boolean terminated = !top && limit - at == TERMINATOR && file.u32(at) == 0;
    return at < limit && !terminated;
  }

  Box next() throws IOException, DamagedMediaException {
    Box box = Box.read(file, at, limit, top);
    at = box.end();
    return box;
  }
}
