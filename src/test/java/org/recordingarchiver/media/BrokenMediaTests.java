package org.recordingarchiver.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.media.MediaVerdict.Damaged;
import org.recordingarchiver.media.MediaVerdict.Whole;

/** Real files with holes, with a byte too many or too few, and joined to others. */
class BrokenMediaTests {

  private static final Set<String> CONTAINERS =
      Set.of("moov", "trak", "mdia", "minf", "stbl", "mvex", "moof", "traf", "mfra");
  private static final int STRIDE = 7;

  static Stream<String> mp4() {
    return Stream.of(
            MediaFiles.MP4,
            MediaFiles.MP4_IN_FRAGMENTS,
            List.of(MediaFiles.MP4_IN_LISTED_FRAGMENTS))
        .flatMap(List::stream);
  }

  static Stream<String> mp3() {
    return Stream.of(MediaFiles.MP3, MediaFiles.MP3_WITHOUT_COUNT).flatMap(List::stream);
  }

  /** Without its pad byte a WAV file is whole, so a byte less can't be told from that. */
  static Stream<String> allThatNoticeEachByte() {
    return MediaFiles.all().filter(name -> !name.equals("odd-bytes.wav"));
  }

  @ParameterizedTest
  @MethodSource("mp4")
  void zerosInPlaceOfABoxHeaderAreDamage(String name) {
    byte[] bytes = MediaFiles.read(name);
    List<Integer> headers = headers(bytes, 0, bytes.length);

    assertThat(headers).hasSizeGreaterThan(15);
    for (int header : headers) {
      assertThat(MediaFiles.check(MediaFiles.zeroed(bytes, header, 8)))
          .as("zeros at %d", header)
          .isInstanceOf(Damaged.class);
    }
  }

  @ParameterizedTest
  @MethodSource("mp4")
  void aZeroTailInPlaceOfWholeBoxesIsDamage(String name) {
    byte[] bytes = MediaFiles.read(name);

    for (int header : headers(bytes, 0, bytes.length)) {
      assertThat(MediaFiles.check(MediaFiles.zeroed(bytes, header, bytes.length)))
          .as("zeros from %d on", header)
          .isInstanceOf(Damaged.class);
    }
    assertThat(MediaFiles.check(MediaFiles.joined(bytes, new byte[4096])))
        .isEqualTo(
            new Damaged(
                MediaFormat.MP4,
                "has no box at byte %d, where one should be, but 00 00 00 00 00 00 00 00"
                    .formatted(bytes.length)));
  }

  /** Each of the frames that hold sound is at most 418 bytes long, so a hole hits a header. */
  @ParameterizedTest
  @MethodSource("mp3")
  void aHoleOfZerosAmongFramesIsDamage(String name) {
    byte[] bytes = MediaFiles.read(name);
    int hole = 420;

    for (int at = 600; at + hole < bytes.length - 128; at += STRIDE) {
      assertThat(MediaFiles.check(MediaFiles.zeroed(bytes, at, hole)))
          .as("zeros at %d", at)
          .isInstanceOf(Damaged.class);
      assertThat(MediaFiles.check(MediaFiles.zeroed(bytes, at, bytes.length)))
          .as("zeros from %d on", at)
          .isInstanceOf(Damaged.class);
    }
  }

  @ParameterizedTest
  @MethodSource("allThatNoticeEachByte")
  void aByteLessIsDamage(String name) {
    byte[] bytes = MediaFiles.read(name);

    for (int at = 0; at < bytes.length; at += STRIDE) {
      assertThat(MediaFiles.check(MediaFiles.without(bytes, at, 1)))
          .as("without byte %d", at)
          .isInstanceOf(Damaged.class);
    }
  }

  @ParameterizedTest
  @MethodSource("allThatNoticeEachByte")
  void aByteMoreIsDamageOrAWarning(String name) {
    byte[] bytes = MediaFiles.read(name);

    for (int at = 0; at <= bytes.length; at += STRIDE) {
      assertThat(isClean(MediaFiles.check(MediaFiles.with(bytes, at, new byte[] {0x55}))))
          .as("with a byte at %d", at)
          .isFalse();
    }
  }

  private static boolean isClean(MediaVerdict verdict) {
    return verdict instanceof Whole whole && whole.warnings().isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"mono-8k.wav, mono-8k.wav", "mono-8k.wav, bare.mp3", "cbr-16k.mp3, mono-8k.wav"})
  void whatIsNeitherTagNorFrameBehindAFileIsDamage(String name, String other) {
    byte[] bytes = MediaFiles.joined(MediaFiles.read(name), MediaFiles.read(other));

    assertThat(MediaFiles.check(bytes)).isInstanceOf(Damaged.class);
  }

  @ParameterizedTest
  @MethodSource("mp4")
  void anMp4JoinedToAnythingIsDamage(String name) {
    byte[] bytes = MediaFiles.read(name);

    for (String other : List.of(name, "mono-8k.wav", "bare.mp3")) {
      assertThat(MediaFiles.check(MediaFiles.joined(bytes, MediaFiles.read(other))))
          .as("joined to %s", other)
          .isInstanceOf(Damaged.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "no-xing.mp3, no-xing.mp3, 'has a tag between frames at byte 3188, as joined files do'",
    "cbr-16k.mp3, cbr-16k.mp3, 'has a tag between frames at byte 9740, as joined files do'",
    "id3v1.mp3, id3v1.mp3, 'has a tag between frames at byte 4398, as joined files do'"
  })
  void warnsOfAFileThatAnotherOneFollows(String name, String other, String warning) {
    byte[] bytes = MediaFiles.joined(MediaFiles.read(name), MediaFiles.read(other));

    assertThat(MediaFiles.whole(bytes).warnings()).startsWith(warning);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bare.mp3", "no-xing.mp3"})
  void textBehindFramesThatNobodyCountedIsDamage(String name) {
    byte[] bytes = MediaFiles.read(name);

    assertThat(MediaFiles.damaged(MediaFiles.joined(bytes, "<html>".getBytes(ISO_8859_1))).reason())
        .isEqualTo(
            "has no frame at byte %d, where the next should be, but 3c 68 74 6d 6c 3e"
                .formatted(bytes.length));
  }

  /** The joined parts are each cut as one file would be. */
  @ParameterizedTest
  @ValueSource(ints = {216, 217, 2000})
  void aCutPartOfJoinedMp3FilesIsDamage(int missing) {
    byte[] part = MediaFiles.read("cbr-16k.mp3");
    byte[] cut = MediaFiles.without(part, part.length - missing, missing);

    assertThat(MediaFiles.check(MediaFiles.joined(part, cut))).isInstanceOf(Damaged.class);
    assertThat(MediaFiles.check(MediaFiles.joined(cut, part))).isInstanceOf(Damaged.class);
  }

  private static List<Integer> headers(byte[] mp4, int from, int to) {
    List<Integer> headers = new ArrayList<>();
    ByteBuffer file = ByteBuffer.wrap(mp4);
    for (int at = from; at < to; at += file.getInt(at)) {
      headers.add(at);
      if (CONTAINERS.contains(new String(mp4, at + 4, 4, ISO_8859_1))) {
        headers.addAll(headers(mp4, at + 8, at + file.getInt(at)));
      }
    }
    return headers;
  }
}
