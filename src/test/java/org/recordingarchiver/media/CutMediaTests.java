package org.recordingarchiver.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.recordingarchiver.media.MediaVerdict.Whole;

/**
 * Files cut after every one of their bytes. Damaged, but for the lengths at which the format leaves
 * nothing to tell by; at all of these the verdict is whole, so that the list of them is exact.
 */
class CutMediaTests {

  static Stream<String> withoutBlindSpot() {
    return Stream.of(MediaFiles.WAV, MediaFiles.MP4, MediaFiles.MP3)
        .flatMap(List::stream)
        .filter(name -> !name.equals("odd-bytes.wav") && !name.equals("id3v1.mp3"));
  }

  @ParameterizedTest
  @MethodSource("withoutBlindSpot")
  void aFileThatIsCutAnywhereIsDamaged(String name) {
    assertWholeOnlyAt(name, length -> false);
  }

  @ParameterizedTest
  @CsvSource({
    "odd-bytes.wav, 1", // only a pad byte is missing
    "fragments-sidx.mp4, 224", // only a second list of fragments is missing
    "id3v1.mp3, 128" // only a tag is missing, behind all the frames that are counted
  })
  void aFileIsWholeWithoutWhatFollowsTheSoundAndIsAnnouncedNowhere(String name, int length) {
    int end = MediaFiles.read(name).length - length;

    assertWholeOnlyAt(name, cut -> cut == end);
  }

  @ParameterizedTest
  @CsvSource({"pipe.wav, 44", "rf64-pipe.wav, 80"})
  void aWavOfOpenLengthMayEndBetweenSamples(String name, int data) {
    assertWholeOnlyAt(name, length -> length > data && (length - data) % 2 == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "no-xing.mp3, 20, 0", // an empty ID3v2 tag ahead
    "pipe.mp3, 20, 0",
    "bare.mp3, 0, 0",
    "no-xing-id3v1.mp3, 36, 128"
  })
  void anMp3WithoutCountMayEndBetweenFrames(String name, int ahead, int behind) {
    int frame = 72; // bytes at 16 kbit/s and 16 kHz
    int end = MediaFiles.read(name).length - behind;

    assertWholeOnlyAt(
        name, length -> length > ahead && length <= end && (length - ahead) % frame == 0);
  }

  @ParameterizedTest
  @FieldSource("org.recordingarchiver.media.MediaFiles#MP4_IN_FRAGMENTS")
  void anMp4InFragmentsMayEndBehindAFragmentsData(String name) {
    Set<Integer> dataEnds = endsOfData(MediaFiles.read(name));

    assertThat(dataEnds).hasSizeGreaterThan(1);
    assertWholeOnlyAt(name, dataEnds::contains);
  }

  @ParameterizedTest
  @FieldSource("org.recordingarchiver.media.MediaFiles#MP4_IN_FRAGMENTS")
  void warnsThatTheEndOfFragmentsCannotBeSeen(String name) {
    byte[] bytes = MediaFiles.read(name);

    for (int end : endsOfData(bytes)) {
      assertThat(((Whole) MediaFiles.check(bytes, end)).warnings())
          .containsExactly(
              "nothing says how many fragments there are, so a missing end can't be seen");
    }
  }

  private static void assertWholeOnlyAt(String name, IntPredicate blind) {
    byte[] bytes = MediaFiles.read(name);
    int[] expected = IntStream.range(0, bytes.length).filter(blind).toArray();

    int[] whole =
        IntStream.range(0, bytes.length)
            .filter(length -> MediaFiles.check(bytes, length) instanceof Whole)
            .toArray();

    assertThat(whole).isEqualTo(expected);
  }

  private static Set<Integer> endsOfData(byte[] mp4) {
    Set<Integer> ends = new HashSet<>();
    ByteBuffer file = ByteBuffer.wrap(mp4);
    for (int at = 0; at < mp4.length; at += file.getInt(at)) {
      if (file.getInt(at + 4) == 0x6D646174) { // mdat
        ends.add(at + file.getInt(at));
      }
    }
    ends.remove(mp4.length);
    return ends;
  }
}
