package org.recordingarchiver.media;

import java.io.IOException;

/** Finds out where the frames of an MP3 file begin, and whether it is one at all. */
final class Mp3Start {

  /** As many zero bytes as may stand between tags and the first frame. */
  private static final int MOST_PADDING = 65_536;

  /** How far frames are looked for where none is but one should be. */
  private static final int SEARCHED = 65_536;

  private static final int BUFFER = 4096;

  private final FileWindow file;
  private final Mp3Tags tags;
  private int padding;

  Mp3Start(FileWindow file) {
    this.file = file;
    this.tags = new Mp3Tags(file);
  }

  /**
   * MP3 or UNKNOWN: a tag or zero bytes may stand before an MP3 file's frames, but before something
   * else too.
   *
   * @param sniffed what the first bytes made believe
   */
  static MediaFormat format(MediaFile file, MediaFormat sniffed)
      throws IOException, DamagedMediaException {
    Mp3Start start = new Mp3Start(file.window(BUFFER));
    long at = start.find();
    boolean mp3 =
        sniffed == MediaFormat.MP3
            ? at == 0 || start.nothingElse(at) || start.search(at)
            : at > 0 && start.search(at);
    return mp3 ? MediaFormat.MP3 : MediaFormat.UNKNOWN;
  }

  /** Zero bytes that were found outside of tags. */
  int padding() {
    return padding;
  }

  /** Where the first frame should be: behind tags and zero bytes. */
  long find() throws IOException, DamagedMediaException {
    long at = 0;
    padding = 0;
    while (at < file.size()) {
      long end = tags.endOf(at);
      if (end > at) {
        at = end;
      } else if (padding < MOST_PADDING && file.u8(at) == 0) {
        padding++;
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  /** A tag that was cut, or a frame, or an endless row of zero bytes: but not another format. */
  private boolean nothingElse(long at) throws IOException, DamagedMediaException {
    return at > file.size() - FrameHeader.LENGTH
        || file.u8(at) == 0
        || header(at).valid()
        || freeLength(at) > 0;
  }

  /** Of the frames there, if they are of a "free" bit rate; 0 if not. */
  int freeLength(long at) throws IOException, DamagedMediaException {
    return header(at).beginsFreeFrame() ? FreeFormat.frameLength(file, at) : 0;
  }

  private boolean search(long from) throws IOException, DamagedMediaException {
    for (long at = from; at < from + SEARCHED; at++) {
      if (frames(at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether two frames follow each other there. */
  private boolean frames(long at) throws IOException, DamagedMediaException {
    if (at > file.size() - FrameHeader.LENGTH || !header(at).valid()) {
      return false;
    }
    FrameHeader first = header(at);
    long next = at + first.length();
    return next <= file.size() - FrameHeader.LENGTH
        && header(next).valid()
        && header(next).sameStream(first);
  }

  private FrameHeader header(long at) throws IOException, DamagedMediaException {
    return new FrameHeader((int) file.u32(at));
  }
}
