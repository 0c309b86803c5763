package org.recordingarchiver.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.recordingarchiver.media.MediaFiles.joined;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.recordingarchiver.media.MediaVerdict.Damaged;
import org.recordingarchiver.media.MediaVerdict.Whole;

/** Files of ten frames: MPEG 2, 16 kbit/s, 16 kHz, mono; 72 bytes and 36 ms each. */
class Mp3CheckTests {

  private static final int HEADER = 0xFFF328C4;
  private static final int FRAME = 72;
  private static final int FREE = 0xFFF308C4;
  private static final int PADDED = 0x200;
  private static final byte[] TEN = frames(10);
  private static final int COUNTS = 1;
  private static final int BYTES = 2;

  static final List<Arguments> WHOLE =
      List.of(
          argumentSet("bare", (Object) TEN),
          argumentSet("ID3v2", joined(id3(100, 0), TEN)),
          argumentSet("several ID3v2", joined(id3(100, 0), id3(300, 0), TEN)),
          argumentSet("ID3v2 of two length bytes", joined(id3(1000, 0), TEN)),
          argumentSet("ID3v2 with a footer", joined(id3(100, 0x10), new byte[10], TEN)),
          argumentSet("ID3v2, unsynchronised", joined(id3(100, 0x80), TEN)),
          argumentSet("ID3v2 behind", joined(TEN, id3(100, 0))),
          argumentSet("ID3v2 with a footer behind", joined(TEN, id3(20, 0x10), footer(20))),
          argumentSet("ID3v1", joined(TEN, id3v1("TAG", 128))),
          argumentSet("ID3v1, longer", joined(TEN, id3v1("TAG+", 227), id3v1("TAG", 128))),
          argumentSet("APE", joined(TEN, ape(50, true))),
          argumentSet("APE and ID3v1", joined(TEN, ape(50, true), id3v1("TAG", 128))),
          argumentSet("APE without header", joined(TEN, ape(50, false))),
          argumentSet("APE ahead", joined(ape(50, true), TEN)),
          argumentSet("Lyrics3", joined(TEN, lyrics(), id3v1("TAG", 128))),
          argumentSet("counted", joined(xing("Xing", COUNTS | BYTES, 10, 11 * FRAME), TEN)),
          argumentSet("counted, of one rate", joined(xing("Info", COUNTS, 10), TEN)),
          argumentSet("counted in bytes", joined(xing("Info", BYTES, 11 * FRAME), TEN)),
          argumentSet("counts left open", joined(xing("Info", COUNTS | BYTES, 0, 0), TEN)),
          argumentSet("counts of none", joined(xing("Info", 0), TEN)),
          argumentSet("counts itself", joined(xing("Xing", COUNTS | BYTES, 11, 11 * FRAME), TEN)),
          argumentSet("counts more bytes", joined(xing("Xing", COUNTS | BYTES, 10, 9999), TEN)),
          argumentSet("VBRI", joined(vbri(10, 11 * FRAME), TEN)),
          argumentSet("VBRI that counts itself", joined(vbri(11, 11 * FRAME), TEN)));

  @ParameterizedTest
  @FieldSource("WHOLE")
  void tagsAndCountsAreNoFrames(byte[] mp3) {
    assertThat(MediaFiles.check(mp3))
        .isEqualTo(new Whole(MediaFormat.MP3, Duration.ofMillis(360), List.of()));
  }

  static final List<Arguments> ODD_BUT_WHOLE =
      List.of(
          argumentSet(
              "zeros ahead", joined(new byte[50], TEN), "has 50 zero bytes before its first frame"),
          argumentSet(
              "zeros behind ID3v2",
              joined(id3(10, 0), new byte[5000], TEN),
              "has 5000 zero bytes before its first frame"),
          argumentSet(
              "more than counted",
              joined(xing("Info", COUNTS, 9), TEN),
              "has 10 frames up to byte 792, more than the 9 that the frame at byte 0 counts"),
          argumentSet(
              "a tag between",
              joined(frames(4), id3(10, 0), frames(6)),
              "has a tag between frames at byte 288, as joined files do"),
          argumentSet(
              "an old tag between",
              joined(frames(4), id3v1("TAG", 128), frames(6)),
              "has a tag between frames at byte 288, as joined files do"));

  @ParameterizedTest
  @FieldSource("ODD_BUT_WHOLE")
  void whatMissesNothingButIsOddGivesAWarning(byte[] mp3, String warning) {
    assertThat(MediaFiles.check(mp3))
        .isEqualTo(new Whole(MediaFormat.MP3, Duration.ofMillis(360), List.of(warning)));
  }

  static final List<Arguments> DAMAGED =
      List.of(
          argumentSet("only a tag", id3(100, 0), "has no frames: its tags end at byte 110 of 110"),
          argumentSet(
              "a tag cut",
              Arrays.copyOf(id3(100, 0), 50),
              "has no frames: its tags end at byte 110 of 50"),
          argumentSet(
              "a tag's header cut",
              Arrays.copyOf(id3(100, 0), 7),
              "has no frames: its tags end at byte 8 of 7"),
          argumentSet(
              "a tag, then zeros",
              joined(id3(100, 0), new byte[70_000]),
              "has no frame at byte 65646, where the first should be, but " + zeros(16)),
          argumentSet(
              "a tag, then frames after something",
              joined(id3(100, 0), "something".getBytes(US_ASCII), TEN),
              "has no frame at byte 110, where the first should be,"
                  + " but 73 6f 6d 65 74 68 69 6e 67 ff f3 28 c4 55 55 55"),
          argumentSet(
              "only a count",
              xing("Info", COUNTS | BYTES, 0, 0),
              "has no frames up to its end at byte 72"),
          argumentSet(
              "half a frame",
              Arrays.copyOf(TEN, 700),
              "the frame at byte 648 should have 72 bytes, but only 52 follow"),
          argumentSet(
              "half a header",
              Arrays.copyOf(TEN, 650),
              "has no frame at byte 648, where the next should be, but ff f3"),
          argumentSet(
              "half a frame, then a tag",
              joined(Arrays.copyOf(TEN, 700), id3v1("TAG", 128)),
              "the frame at byte 648 should have 72 bytes, but only 52 follow"),
          argumentSet(
              "half a frame that nobody counted",
              joined(xing("Info", COUNTS, 9), Arrays.copyOf(TEN, 700)),
              "the frame at byte 720 should have 72 bytes, but only 52 follow"),
          argumentSet(
              "a frame less than counted",
              joined(xing("Xing", COUNTS | BYTES, 10, 11 * FRAME), frames(9)),
              "has 9 frames up to byte 720, but the frame at byte 0 says that 10 follow it"),
          argumentSet(
              "a frame less, no bytes counted",
              joined(xing("Xing", COUNTS, 10), frames(9)),
              "has 9 frames up to byte 720, but the frame at byte 0 says that 10 follow it"),
          argumentSet(
              "a frame less than VBRI counts",
              joined(vbri(10, 11 * FRAME), frames(9)),
              "has 9 frames up to byte 720, but the frame at byte 0 says that 10 follow it"),
          argumentSet(
              "a byte less than counted",
              joined(xing("Xing", BYTES, 11 * FRAME + 1), TEN),
              "its frames end at byte 792, but the frame at byte 0 says they have 793 bytes"),
          argumentSet(
              "zeros behind",
              joined(TEN, new byte[16]),
              "has no frame at byte 720, where the next should be, but " + zeros(16)),
          argumentSet(
              "zeros between",
              joined(TEN, new byte[FRAME], TEN),
              "has no frame at byte 720, where the next should be, but " + zeros(16)),
          argumentSet(
              "another stream",
              joined(TEN, frame(0xFFFB9064, 417)),
              "has no frame at byte 720, where the next should be,"
                  + " but ff fb 90 64 55 55 55 55 55 55 55 55 55 55 55 55"),
          argumentSet(
              "a last tag cut",
              joined(xing("Info", COUNTS, 10), TEN, Arrays.copyOf(id3v1("TAG", 128), 100)),
              "has no frame at byte 792, where the next should be,"
                  + " but 54 41 47 55 55 55 55 55 55 55 55 55 55 55 55 55"),
          argumentSet(
              "a last tag's name cut",
              joined(xing("Info", COUNTS, 10), TEN, "AP".getBytes(US_ASCII)),
              "has no frame at byte 792, where the next should be, but 41 50"),
          argumentSet(
              "a tag of absurd length",
              joined(TEN, MediaFiles.overwritten(id3(100, 0), 6, new byte[] {-1, -1, -1, -1})),
              "has no frame at byte 720, where the next should be,"
                  + " but 49 44 33 04 00 00 ff ff ff ff 55 55 55 55 55 55"),
          argumentSet(
              "a blanked beginning",
              joined(new byte[90], Arrays.copyOfRange(TEN, 90, 720)),
              "has no frame at byte 90, where the first should be, but 55" + " 55".repeat(15)));

  @ParameterizedTest
  @FieldSource("DAMAGED")
  void whatMissesSomethingIsDamagedAndTheReasonSaysWhere(byte[] mp3, String reason) {
    assertThat(MediaFiles.check(mp3)).isEqualTo(new Damaged(MediaFormat.MP3, reason));
  }

  @Test
  void namesOnlySoManyOddities() {
    byte[] part = joined(frames(1), id3(10, 0));
    byte[] mp3 = joined(part, part, part, part, part, part, part, part, part, part, part, TEN);

    assertThat(MediaFiles.whole(mp3).warnings()).hasSize(10);
  }

  @Test
  void freeBitRatesAreWhole() {
    for (byte[] mp3 : List.of(free(10), joined(id3(100, 0), free(10)))) {
      assertThat(MediaFiles.check(mp3))
          .isEqualTo(new Whole(MediaFormat.MP3, Duration.ofMillis(360), List.of()));
    }
  }

  @Test
  void framesOfAFreeBitRateMustBeComplete() {
    byte[] mp3 = free(10);
    int last = mp3.length - 100;

    assertThat(MediaFiles.damaged(Arrays.copyOf(mp3, mp3.length - 1)).reason())
        .isEqualTo(
            "the frame at byte %d should have 100 bytes, but only 99 follow".formatted(last));
    assertThat(MediaFiles.damaged(MediaFiles.overwritten(mp3, last, new byte[4])).reason())
        .startsWith("has no frame at byte %d, where the next should be".formatted(last));
  }

  @Test
  void aFreeBitRateNeedsFramesThatFollowEachOther() {
    byte[] mp3 = joined(frame(FREE, 100), filled(5000));

    assertThat(MediaFiles.damaged(mp3).reason()).startsWith("has no frame at byte 0");
  }

  /** Frames of 100 bytes, each third one padded. */
  private static byte[] free(int count) {
    byte[] frames = new byte[0];
    for (int frame = 0; frame < count; frame++) {
      boolean padded = frame % 3 == 2;
      frames = joined(frames, padded ? frame(FREE | PADDED, 101) : frame(FREE, 100));
    }
    return frames;
  }

  /** Bit rates, sampling rates and lengths as LAME writes them. */
  @ParameterizedTest
  @CsvSource({
    "fffb9064, 417, 1152, 44100", // 128 kbit/s
    "fffb9264, 418, 1152, 44100", // padded
    "fffbe464, 960, 1152, 48000", // 320 kbit/s
    "fffb18c4, 144, 1152, 32000", // 32 kbit/s
    "fff338c4, 108,  576, 16000", // 24 kbit/s, MPEG 2
    "fff368c4, 216,  576, 16000", // 48 kbit/s, as ACS records
    "fff3e0c4, 522,  576, 22050",
    "ffe318c4,  72,  576,  8000", // 8 kbit/s, MPEG 2.5
    "ffe344c4, 192,  576, 12000"
  })
  void knowsTheLengthOfFrames(String header, int length, int samples, int rate) {
    FrameHeader frame = new FrameHeader((int) Long.parseLong(header, 16));

    assertThat(frame.valid()).isTrue();
    assertThat(frame.length()).isEqualTo(length);
    assertThat(frame.samples()).isEqualTo(samples);
    assertThat(frame.rate()).isEqualTo(rate);
  }

  private static byte[] frames(int count) {
    byte[] frames = new byte[0];
    for (int frame = 0; frame < count; frame++) {
      frames = joined(frames, frame(HEADER, FRAME));
    }
    return frames;
  }

  private static byte[] frame(int header, int length) {
    byte[] frame = filled(length);
    ByteBuffer.wrap(frame).putInt(header);
    return frame;
  }

  private static byte[] xing(String name, int flags, int... numbers) {
    byte[] frame = new byte[FRAME];
    ByteBuffer bytes = ByteBuffer.wrap(frame).putInt(HEADER).position(13);
    bytes.put(name.getBytes(US_ASCII)).putInt(flags);
    Arrays.stream(numbers).forEach(bytes::putInt);
    return frame;
  }

  private static byte[] vbri(int frames, int length) {
    byte[] frame = new byte[FRAME];
    ByteBuffer.wrap(frame)
        .putInt(HEADER)
        .position(36)
        .put("VBRI".getBytes(US_ASCII))
        .position(46)
        .putInt(length)
        .putInt(frames);
    return frame;
  }

  private static byte[] id3(int length, int flags) {
    byte[] tag = filled(10 + length);
    ByteBuffer.wrap(tag)
        .put("ID3".getBytes(US_ASCII))
        .put(new byte[] {4, 0, (byte) flags, 0, 0, (byte) (length >> 7), (byte) (length & 0x7F)});
    return tag;
  }

  private static byte[] footer(int length) {
    return joined("3DI".getBytes(US_ASCII), new byte[] {4, 0, 0x10, 0, 0, 0, (byte) length});
  }

  private static byte[] id3v1(String name, int length) {
    return MediaFiles.overwritten(filled(length), 0, name.getBytes(US_ASCII));
  }

  private static byte[] ape(int length, boolean header) {
    int itself = header ? 1 << 31 : 0;
    byte[] content = joined(filled(length), apeEnd(length + 32, itself));
    return header ? joined(apeEnd(length + 32, itself | 1 << 29), content) : content;
  }

  private static byte[] apeEnd(int length, int flags) {
    return joined(
        "APETAGEX".getBytes(US_ASCII),
        WavBytes.u32(2000),
        WavBytes.u32(length),
        WavBytes.u32(1),
        WavBytes.u32(flags),
        new byte[8]);
  }

  private static byte[] lyrics() {
    return "LYRICSBEGININD0000200LYR00005Hello000034LYRICS200".getBytes(US_ASCII);
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0x55);
    return bytes;
  }

  private static String zeros(int count) {
    return "00 ".repeat(count).strip();
  }
}
