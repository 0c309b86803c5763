package org.recordingarchiver.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.media.Mp4Bytes.co64;
import static org.recordingarchiver.media.Mp4Bytes.moov;
import static org.recordingarchiver.media.Mp4Bytes.stsc;
import static org.recordingarchiver.media.Mp4Bytes.stszOfOne;
import static org.recordingarchiver.media.Mp4Bytes.stts;
import static org.recordingarchiver.media.Mp4Bytes.wideBox;
import static org.recordingarchiver.media.WavBytes.ALL_SET;
import static org.recordingarchiver.media.WavBytes.chunk;
import static org.recordingarchiver.media.WavBytes.fmt;
import static org.recordingarchiver.media.WavBytes.riff;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.media.MediaVerdict.Damaged;
import org.recordingarchiver.media.MediaVerdict.Whole;

/** Files of gigabytes, sparse: nothing but headers is on the disk, and nothing else is read. */
class LargeMediaTests {

  @TempDir Path directory;

  /** Four hours of five channels, as an unmixed recording has them: beyond 2^31. */
  @Test
  void aWavBeyondTwoGigabytesIsWhole() throws IOException {
    long data = 4 * 3600 * 5 * 32_000L;
    byte[] head = riff(36 + data, fmt(1, 5, 16_000, 16), chunk("data", data, new byte[0]));

    assertThat(check(head, 44 + data, new byte[0]))
        .isEqualTo(new Whole(MediaFormat.WAV, Duration.ofHours(4), List.of()));
    assertThat(check(head, 43 + data, new byte[0]))
        .isEqualTo(
            new Damaged(
                MediaFormat.WAV,
                "the data chunk at byte 36 should have 2304000000 bytes,"
                    + " but only 2303999999 follow"));
  }

  @Test
  void aWavJustBelowFourGigabytesIsWhole() throws IOException {
    long data = 4_294_960_000L;
    byte[] head = riff(36 + data, fmt(1, 5, 16_000, 16), chunk("data", data, new byte[0]));

    assertThat(check(head, 44 + data, new byte[0]))
        .isEqualTo(new Whole(MediaFormat.WAV, Duration.ofMillis(26_843_500), List.of()));
    assertThat(check(head, 43 + data, new byte[0])).isInstanceOf(Damaged.class);
  }

  @Test
  void aWavBeyondFourGigabytesIsWhole() throws IOException {
    long data = 10L * 3600 * 5 * 32_000;
    byte[] head =
        WavBytes.rf64(72 + data, data, fmt(1, 5, 16_000, 16), chunk("data", ALL_SET, new byte[0]));

    assertThat(check(head, 80 + data, new byte[0]))
        .isEqualTo(new Whole(MediaFormat.WAV, Duration.ofHours(10), List.of()));
    assertThat(check(head, 79 + data, new byte[0])).isInstanceOf(Damaged.class);
  }

  @Test
  void anMp4BeyondFourGigabytesIsWhole() throws IOException {
    long data = 5_000_000_000L;
    byte[] head = wideBox("mdat", 16 + data);
    byte[] index = index(data - 1000 + 16);

    assertThat(check(head, 16 + data, index))
        .isEqualTo(new Whole(MediaFormat.MP4, Duration.ofSeconds(1), List.of()));
    assertThat(check(head, 15 + data, index)).isInstanceOf(Damaged.class);
    assertThat(check(head, 16 + data, index(data - 999 + 16)))
        .isEqualTo(
            new Damaged(
                MediaFormat.MP4,
                "chunk 1 of the tables in 'stbl' at byte 5000000280 should have 1000 bytes"
                    + " at byte 4999999017; no 'mdat' holds them"));
  }

  @Test
  void sizesOfMdatUpToFourGigabytesHaveNoSign() throws IOException {
    long data = 4_000_000_000L;
    byte[] size = Mp4Bytes.numbers((int) (8 + data));
    byte[] head = MediaFiles.joined(Mp4Bytes.ftyp(), size, WavBytes.name("mdat"));
    byte[] index = index(data - 1000 + 24);

    assertThat(check(head, 24 + data, index))
        .isEqualTo(new Whole(MediaFormat.MP4, Duration.ofSeconds(1), List.of()));
    assertThat(check(head, 23 + data, index)).isInstanceOf(Damaged.class);
  }

  private static byte[] index(long chunk) {
    return moov(1000, stts(10, 100), stsc(1, 10, 1), stszOfOne(100, 10), co64(chunk));
  }

  /** The verdict over a file of that beginning, zeros up to that length, and that end. */
  private MediaVerdict check(byte[] head, long length, byte[] tail) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve("file").toFile(), "rw")) {
      file.setLength(0);
      file.write(head);
      file.setLength(length);
      file.seek(length);
      file.write(tail);
      return MediaCheck.of(file.getChannel());
    }
  }
}
