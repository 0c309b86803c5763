package org.recordingarchiver.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.media.MediaVerdict.Damaged;
import org.recordingarchiver.media.MediaVerdict.Whole;

class MediaCheckTests {

  /** Seconds as ffprobe says them, and how long the longest frame in the file is. */
  @ParameterizedTest
  @CsvSource({
    "mono-8k.wav,               0.250000, 0",
    "mono-16k.wav,              0.500000, 0",
    "five-channels.wav,         0.100000, 0",
    "stereo-24bit.wav,          0.100000, 0",
    "float.wav,                 0.100000, 0",
    "odd-bytes.wav,             0.100125, 0",
    "alaw.wav,                  0.250000, 0",
    "mulaw.wav,                 0.250000, 0",
    "adpcm-ms.wav,              0.509000, 0",
    "adpcm-ima.wav,             0.510250, 0",
    "rf64.wav,                  0.100000, 0",
    "rf64-reserved.wav,         0.100000, 0",
    "bext.wav,                  0.100000, 0",
    "list.wav,                  0.100000, 0",
    "pipe.wav,                  0.100000, 0",
    "rf64-pipe.wav,             0.100000, 0",
    "index-last.mp4,            2.000000, 0.064",
    "index-first.mp4,           2.000000, 0.064",
    "aac-44k.mp4,               2.000000, 0.064",
    "aac-48k-stereo.mp4,        2.000000, 0.064",
    "bigger-index.mp4,         16.000000, 0.064",
    "video-only.mp4,            2.000000, 0.064",
    "audio-only.m4a,            2.000000, 0.064",
    "mp42.mp4,                  2.000000, 0.064",
    "quicktime.mov,             2.000000, 0.064",
    "mpeg4.mp4,                 2.000000, 0.064",
    "fragments.mp4,             2.125000, 0.064",
    "fragments-empty-moov.mp4,  2.125000, 0.064",
    "fragments-pipe.mp4,        2.125000, 0.064",
    "fragments-separate.mp4,    2.125000, 0.064",
    "fragments-sidx.mp4,        2.125000, 0.064",
    "fragments-cmaf.mp4,        2.125000, 0.064",
    "fragments.ismv,            2.125000, 0.064",
    "cbr-16k.mp3,               1.584000, 0",
    "cbr-44k-stereo.mp3,        1.044898, 0",
    "cbr-48k.mp3,               1.032000, 0",
    "vbr-44k.mp3,               1.541224, 0",
    "vbr-16k.mp3,               1.584000, 0",
    "abr-16k.mp3,               1.584000, 0",
    "mpeg25-8k.mp3,             1.656000, 0",
    "id3v23.mp3,                1.044898, 0",
    "id3v24.mp3,                1.044898, 0",
    "id3v1.mp3,                 1.044898, 0",
    "silence.mp3,               1.584000, 0",
    "no-xing.mp3,               1.584000, 0",
    "bare.mp3,                  1.584000, 0",
    "pipe.mp3,                  1.584000, 0",
    "no-xing-id3v1.mp3,         1.584000, 0"
  })
  void aWholeFileIsWholeAndPlaysAsLongAsFfprobeSays(String name, double seconds, double frame) {
    Whole verdict = MediaFiles.whole(MediaFiles.read(name));

    double found = Objects.requireNonNull(verdict.duration()).toNanos() / 1e9;
    assertThat(found).isBetween(seconds - frame - 1e-6, seconds + frame + 1e-6);
    assertThat(verdict.format()).isEqualTo(formatOf(name));
  }

  private static MediaFormat formatOf(String name) {
    MediaFormat named = MediaFormat.named(name.substring(name.lastIndexOf('.') + 1));
    return named == MediaFormat.UNKNOWN ? MediaFormat.MP4 : named; // m4a, mov, ismv
  }

  static Stream<String> withoutWarning() {
    return MediaFiles.all().filter(name -> !MediaFiles.WAV_OF_OPEN_LENGTH.contains(name));
  }

  @ParameterizedTest
  @MethodSource("withoutWarning")
  void aWholeFileGivesNoWarning(String name) {
    assertThat(MediaFiles.whole(MediaFiles.read(name)).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe.wav", "rf64-pipe.wav"})
  void warnsThatAnOpenLengthHidesAMissingEnd(String name) {
    assertThat(MediaFiles.whole(MediaFiles.read(name)).warnings())
        .containsExactly("the header leaves the length open, so a missing end can't be seen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bars.mp4", "counter.mp4", "lines.mp4", "melody.mp3"})
  void whatTheSimulatorServesIsWhole(String name) throws IOException {
    try (var file = MediaCheckTests.class.getResourceAsStream("/simulator/" + name)) {
      assertThat(MediaFiles.whole(file.readAllBytes()).warnings()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><body>Service Unavailable</body></html>",
        "{\"error\":{\"code\":\"Forbidden\",\"message\":\"The request is not signed.\"}}",
        "ID4 is no tag of MP3 files",
        "RIFF and no more",
        "a file of ftyp",
        "\t\tmoov, a text about boxes",
        " "
      })
  void textIsNoMedia(String text) {
    for (byte[] bytes : new byte[][] {text.getBytes(ISO_8859_1), text.getBytes(UTF_16)}) {
      assertThat(MediaFiles.damaged(bytes).format()).isEqualTo(MediaFormat.UNKNOWN);
    }
  }

  @Test
  void saysWhatUnknownBytesBeginWith() {
    assertThat(MediaFiles.check("{\"code\":404, \"x\":1}".getBytes(ISO_8859_1)))
        .isEqualTo(
            new Damaged(
                MediaFormat.UNKNOWN,
                "begins as neither WAV, MP4 nor MP3 does: 7b 22 63 6f 64 65 22 3a 34 30 34 2c"));
    assertThat(MediaFiles.check(new byte[0]))
        .isEqualTo(new Damaged(MediaFormat.UNKNOWN, "is empty"));
  }

  /** Leading bytes of formats that are not ours, then enough to be looked at. */
  @ParameterizedTest
  @CsvSource({
    "4f676753000200000000, Ogg",
    "664c614300000022, FLAC",
    "fff15080, AAC in ADTS",
    "fffd9004, MPEG layer II",
    "1a45dfa3, Matroska",
    "524946462408000041564920, AVI",
    "524946580000001041564920, AVI in big-endian order",
    "464f524d0000, AIFF",
    "504b0304, Zip",
    "1f8b08, gzip",
    "49443303000000000000664c6143, FLAC behind an ID3 tag",
    "49443304000000000000fff15080, AAC behind an ID3 tag"
  })
  void otherFormatsAreNotOurs(String hex, String what) {
    byte[] bytes =
        MediaFiles.joined(HexFormat.of().parseHex(hex), "something".repeat(20).getBytes(UTF_16));

    assertThat(MediaFiles.damaged(bytes).format()).as(what).isEqualTo(MediaFormat.UNKNOWN);
  }

  @Test
  void readsFilesByPositionWhereverTheyStand(@TempDir Path directory) throws IOException {
    Path path = Files.write(directory.resolve("file"), MediaFiles.read("index-first.mp4"));

    try (SeekableByteChannel file = Files.newByteChannel(path)) {
      file.position(1000);
      MediaVerdict first = MediaCheck.of(file);

      assertThat(first).isInstanceOf(Whole.class);
      assertThat(MediaCheck.of(file)).isEqualTo(first);
    }
  }

  @Test
  void reportsAFileThatShrinksMeanwhile() {
    byte[] bytes = MediaFiles.read("bare.mp3");
    SeekableByteChannel shrinking = new ShrinkingChannel(bytes);

    assertThatThrownBy(() -> MediaCheck.of(shrinking))
        .isInstanceOf(EOFException.class)
        .hasMessage("the file shrank while it was read: byte 100 of 3168 is gone");
  }

  @Test
  void aWarningListCannotBeChanged() {
    var warnings = new ArrayList<>(List.of("odd"));
    Whole whole = new Whole(MediaFormat.WAV, Duration.ZERO, warnings);
    warnings.clear();

    assertThat(whole.warnings()).containsExactly("odd");
  }

  /** Has fewer bytes than it said. */
  private static final class ShrinkingChannel implements SeekableByteChannel {
    private final ByteArrayChannel first;
    private final int said;

    ShrinkingChannel(byte[] bytes) {
      first = new ByteArrayChannel(bytes, 100);
      said = bytes.length;
    }

    @Override
    public long size() {
      return said;
    }

    @Override
    public int read(ByteBuffer target) {
      return first.read(target);
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      first.position(newPosition);
      return this;
    }

    @Override
    public long position() {
      return first.position();
    }

    @Override
    public int write(ByteBuffer source) {
      return first.write(source);
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
      return first.truncate(newSize);
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
