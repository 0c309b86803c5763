package org.recordingarchiver.media;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.media.MediaVerdict.Whole;

/**
 * Goes from frame to frame through an MP3 file. Each must begin where the one before ends, and the
 * last must be complete; if the file counts its frames, all must be there. A file that doesn't
 * count them and was cut between two of them can't be told from a whole one.
 */
final class Mp3Check {

  /** The walk reads everything, so in large pieces. */
  private static final int BUFFER = 65_536;

  private static final int MOST_WARNINGS = 10;

  private final FileWindow file;
  private final Mp3Tags tags;
  private final List<String> warnings = new ArrayList<>();
  private final long end;
  private final int freeLength;
  private final FrameHeader first;
  private @Nullable VbrHeader counts;
  private long at;
  private long frames;
  private long framesBefore;

  private Mp3Check(FileWindow file) throws IOException, DamagedMediaException {
    this.file = file;
    this.tags = new Mp3Tags(file);
    this.end = tags.beginOfLast();
    Mp3Start start = new Mp3Start(file);
    this.at = start.find();
    if (at > end - FrameHeader.LENGTH) {
      throw new DamagedMediaException(
          "has no frames: its tags end at byte %d of %d".formatted(at, file.size()));
    }
    this.freeLength = start.freeLength(at);
    this.first = header(at);
    if (!first.valid()) {
      throw noFrame("the first");
    }
    if (start.padding() > 0) {
      warn("has %d zero bytes before its first frame".formatted(start.padding()));
    }
  }

  static MediaVerdict of(MediaFile file) throws IOException, DamagedMediaException {
    return new Mp3Check(file.window(BUFFER)).verdict();
  }

  private MediaVerdict verdict() throws IOException, DamagedMediaException {
    beginPart();
    while (at < end && (skipFrame() || skipTag())) {
      // goes on
    }
    if (at < end) {
      judgeRest();
    }
    endPart();
    if (framesBefore == 0) {
      throw new DamagedMediaException("has no frames up to its end at byte %d".formatted(end));
    }
    return new Whole(
        MediaFormat.MP3, PlayingTime.of(framesBefore * first.samples(), first.rate()), warnings);
  }

  /** Skips a frame that only counts those behind it. */
  private void beginPart() throws IOException, DamagedMediaException {
    FrameHeader header = header(at);
    counts = VbrHeader.read(file, at, header);
    if (counts != null && header.length() <= end - at) {
      at += header.length();
    }
  }

  private void endPart() throws DamagedMediaException {
    if (counts != null) {
      counts.check(frames, at);
      if (counts.frames() > 0 && frames > counts.frames()) {
        warn(
            "has %d frames up to byte %d, more than the %d that the frame at byte %d counts"
                .formatted(frames, at, counts.frames(), counts.at()));
      }
    }
    framesBefore += frames;
    frames = 0;
    counts = null;
  }

  private boolean skipFrame() throws IOException, DamagedMediaException {
    if (at > end - FrameHeader.LENGTH) {
      return false;
    }
    FrameHeader header = header(at);
    if (!header.valid() || !header.sameStream(first) || header.length() > end - at) {
      return false;
    }
    frames++;
    at += header.length();
    return true;
  }

  /** Files that were joined have tags in the middle, and perhaps a count of their own. */
  private boolean skipTag() throws IOException, DamagedMediaException {
    long tagEnd = tags.endOf(at);
    if (tagEnd <= at || tagEnd > end) {
      return false;
    }
    endPart();
    if (tagEnd < end) {
      warn("has a tag between frames at byte %d, as joined files do".formatted(at));
    }
    at = tagEnd;
    if (frameBegins(at)) {
      beginPart();
    }
    return true;
  }

  /** What is neither frame nor tag is no part of the recording, wherever it lies. */
  private void judgeRest() throws IOException, DamagedMediaException {
    if (frameBegins(at)) {
      throw new DamagedMediaException(
          "the frame at byte %d should have %d bytes, but only %d follow"
              .formatted(at, header(at).length(), end - at));
    }
    throw noFrame("the next");
  }

  private void warn(String warning) {
    if (warnings.size() < MOST_WARNINGS) {
      warnings.add(warning);
    }
  }

  private boolean frameBegins(long there) throws IOException, DamagedMediaException {
    return there <= end - FrameHeader.LENGTH
        && header(there).valid()
        && header(there).sameStream(first);
  }

  private DamagedMediaException noFrame(String which) throws IOException, DamagedMediaException {
    return new DamagedMediaException(
        "has no frame at byte %d, where %s should be, but %s"
            .formatted(at, which, file.hex(at, (int) Math.min(16, end - at))));
  }

  private FrameHeader header(long there) throws IOException, DamagedMediaException {
    return new FrameHeader((int) file.u32(there), freeLength);
  }
}
