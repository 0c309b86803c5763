package org.recordingarchiver.media;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.media.MediaVerdict.Whole;

/**
 * Goes through the chunks of a WAV file. Whatever a size says to be in the file must be there; what
 * is there beyond the sizes is only odd.
 */
final class WavCheck {

  static final String OPEN_WARNING =
      "the header leaves the length open, so a missing end can't be seen";

  private static final int CHUNK_HEADER = 8;

  /** More than any real file has; a hostile one could have hundreds of millions. */
  private static final int MOST_CHUNKS = 65_536;

  private final FileWindow file;
  private final RiffHeader riff;
  private final List<String> warnings = new ArrayList<>();
  private @Nullable WavFormat format;
  private @Nullable WavData data;
  private long samples;
  private long at = RiffHeader.LENGTH;

  private WavCheck(FileWindow file) throws IOException, DamagedMediaException {
    this.file = file;
    this.riff = RiffHeader.read(file);
  }

  static MediaVerdict of(MediaFile file) throws IOException, DamagedMediaException {
    return new WavCheck(file.window(FileWindow.JUMPING)).verdict();
  }

  private MediaVerdict verdict() throws IOException, DamagedMediaException {
    for (int chunks = 0; at + CHUNK_HEADER <= chunksEnd(); chunks++) {
      if (chunks == MOST_CHUNKS) {
        throw new DamagedMediaException(
            "has more than %d chunks; byte %d is reached".formatted(MOST_CHUNKS, at));
      }
      readChunk();
    }
    if (data == null || format == null) {
      throw new DamagedMediaException("has no data chunk; its chunks end at byte %d".formatted(at));
    }
    checkEnd(data);
    return new Whole(MediaFormat.WAV, format.duration(data.length(), samples), warnings);
  }

  /** Until the data are found a RIFF size that is too small doesn't count. */
  private long chunksEnd() {
    return data == null || riff.isOpen() ? file.size() : Math.min(riff.end(), file.size());
  }

  private void readChunk() throws IOException, DamagedMediaException {
    String name = chunkName();
    long content = at + CHUNK_HEADER;
    if (name.equals("data") && data == null) {
      readData(content);
      return;
    }
    long length = file.u32Little(at + 4);
    if (length > file.size() - content) {
      throw new DamagedMediaException(
          "the chunk '%s' at byte %d should have %d bytes, but only %d follow"
              .formatted(name, at, length, file.size() - content));
    }
    if (name.equals("fmt ") && format == null) {
      format = WavFormat.read(file, content, length);
    }
    if (name.equals("fact") && length >= 4) {
      long count = file.u32Little(content);
      samples = count == RiffHeader.ALL_SET ? 0 : count;
    }
    at = content + length + (length & 1);
  }

  private String chunkName() throws IOException, DamagedMediaException {
    if (!WavData.isChunkName(file, at)) {
      throw new DamagedMediaException(
          "has no chunk at byte %d, where one should be, but %s"
              .formatted(at, file.hex(at, CHUNK_HEADER)));
    }
    return file.text(at, 4);
  }

  private void readData(long content) throws IOException, DamagedMediaException {
    if (format == null) {
      throw new DamagedMediaException(
          "the data chunk at byte %d comes before any fmt chunk".formatted(at));
    }
    data = WavData.read(file, content, riff);
    if (data.length() == 0) {
      throw new DamagedMediaException("the data chunk at byte %d is empty".formatted(at));
    }
    checkLastSample(data, format);
    at = data.next(file);
  }

  private void checkLastSample(WavData found, WavFormat samplesFormat)
      throws DamagedMediaException {
    long rest = samplesFormat.plain() ? found.length() % samplesFormat.blockBytes() : 0;
    boolean padded = rest == 1 && found.open() && (found.length() & 1) == 0;
    if (rest == 0 || padded) {
      return;
    }
    String cut =
        "the last sample has only %d of its %d bytes".formatted(rest, samplesFormat.blockBytes());
    if (found.open()) {
      throw new DamagedMediaException(
          "ends at byte %d within a sample: %s".formatted(found.end(), cut));
    }
    warnings.add(cut);
  }

  private void checkEnd(WavData found) throws IOException, DamagedMediaException {
    if (riff.isOpen() || found.open()) {
      warnings.add(OPEN_WARNING);
      return;
    }
    long missing = riff.end() - file.size();
    if (missing > 0) {
      checkMissing(missing);
    } else if (at > riff.end() + 1) {
      warnings.add(
          "the RIFF size ends the file at byte %d, within a chunk that goes on to byte %d"
              .formatted(riff.end(), at));
    } else if (file.size() > Math.max(riff.end(), at)) {
      judgeRest(Math.max(riff.end(), at));
    }
  }

  /** Some writers put tags behind the end; anything else is not this file's, or not this file. */
  private void judgeRest(long end) throws IOException, DamagedMediaException {
    String text =
        "%d bytes follow the end of the RIFF at byte %d".formatted(file.size() - end, end);
    if (!WavTail.isTags(file, end)) {
      throw new DamagedMediaException(text + ", and they are no tags");
    }
    warnings.add(text);
  }

  /** Nothing is missing but a pad byte, or the eight bytes that some writers count too much. */
  private void checkMissing(long missing) throws DamagedMediaException {
    boolean padForgotten = at == file.size() + 1;
    boolean headerCounted = missing == CHUNK_HEADER && (padForgotten || at == file.size());
    if (headerCounted) {
      warnings.add("the RIFF size is 8 too large: it counts its own header");
    } else if (missing != 1 || !padForgotten) {
      throw new DamagedMediaException(
          "has %d bytes, but should have %d, as the RIFF size says"
              .formatted(file.size(), riff.end()));
    }
  }
}
