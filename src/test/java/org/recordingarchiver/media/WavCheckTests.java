package org.recordingarchiver.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.recordingarchiver.media.WavBytes.ALL_SET;
import static org.recordingarchiver.media.WavBytes.chunk;
import static org.recordingarchiver.media.WavBytes.fmt;
import static org.recordingarchiver.media.WavBytes.rf64;
import static org.recordingarchiver.media.WavBytes.riff;
import static org.recordingarchiver.media.WavBytes.u32;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.recordingarchiver.media.MediaVerdict.Damaged;
import org.recordingarchiver.media.MediaVerdict.Whole;

class WavCheckTests {

  private static final byte[] TEXT = chunk("LIST", "INFOISFT".getBytes(US_ASCII));
  private static final byte[] SAMPLES = sound(1600);
  private static final byte[] DATA = chunk("data", SAMPLES);
  private static final byte[] ODD = chunk("data", 1599, sound(1599));
  private static final byte[] BYTES = fmt(1, 1, 8000, 8);
  private static final String OPEN =
      "the header leaves the length open, so a missing end can't be seen";

  static final List<Arguments> WHOLE =
      List.of(
          argumentSet("plain", riff(fmt(), DATA)),
          argumentSet("chunks ahead", riff(chunk("JUNK", sound(28)), fmt(), TEXT, DATA)),
          argumentSet("odd chunk ahead", riff(chunk("bext", sound(603)), fmt(), DATA)),
          argumentSet("chunks behind", riff(fmt(), DATA, TEXT, chunk("id3 ", sound(31)))),
          argumentSet("last pad byte forgotten", riff(BYTES, ODD)),
          argumentSet("forgotten, but counted", riff(1600 + 36, BYTES, ODD)),
          argumentSet("there, but not counted", riff(1599 + 36, BYTES, chunk("data", sound(1599)))),
          argumentSet("pad byte forgotten between chunks", riff(BYTES, ODD, TEXT)),
          argumentSet("smpl behind no pad byte", riff(BYTES, ODD, chunk("smpl", sound(36)))),
          argumentSet("pad byte between chunks", riff(BYTES, ODD, new byte[1], TEXT)),
          argumentSet("float", riff(fmt(3, 1, 4000, 32), DATA)),
          argumentSet("8 channels", riff(fmt(1, 8, 1000, 16), DATA)),
          argumentSet("64-bit form", rf64(1672, 1600, fmt(), chunk("data", ALL_SET, SAMPLES))),
          argumentSet("64-bit form, short size", rf64(1672, 0, fmt(), DATA)));

  @ParameterizedTest
  @FieldSource("WHOLE")
  void whatHasAllThatItsSizesSayIsWhole(byte[] wav) {
    Whole verdict = MediaFiles.whole(wav);

    assertThat(verdict.warnings()).isEmpty();
    assertThat(verdict.duration())
        .isBetween(Duration.ofNanos(99_875_000), Duration.ofNanos(200_000_000));
  }

  @Test
  void bigEndianFilesAreReadAsSuch() {
    byte[] wav = rifx(1600);

    assertThat(MediaFiles.check(wav))
        .isEqualTo(new Whole(MediaFormat.WAV, Duration.ofMillis(100), List.of()));
    assertThat(MediaFiles.damaged(Arrays.copyOf(wav, wav.length - 1)).reason())
        .isEqualTo("the data chunk at byte 36 should have 1600 bytes, but only 1599 follow");
  }

  private static byte[] rifx(int length) {
    return ByteBuffer.allocate(44 + length)
        .put("RIFX".getBytes(US_ASCII))
        .putInt(36 + length)
        .put("WAVEfmt ".getBytes(US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(8000)
        .putInt(16_000)
        .putShort((short) 2)
        .putShort((short) 16)
        .put("data".getBytes(US_ASCII))
        .putInt(length)
        .array();
  }

  static final List<Arguments> ODD_BUT_WHOLE =
      List.of(
          argumentSet(
              "a pipe's sizes", riff(ALL_SET, fmt(), chunk("data", ALL_SET, SAMPLES)), OPEN),
          argumentSet("zero sizes", riff(0, fmt(), chunk("data", 0, SAMPLES)), OPEN),
          argumentSet("sizes of an empty file", riff(36, fmt(), chunk("data", 0, SAMPLES)), OPEN),
          argumentSet("SoX", riff(0x7FFFF024L, fmt(), chunk("data", 0x7FFFF000L, SAMPLES)), OPEN),
          argumentSet(
              "less than all bits",
              riff(0xFFFFFFBFL, fmt(), chunk("data", 0xFFFFFF9BL, SAMPLES)),
              OPEN),
          argumentSet("only data open", riff(fmt(), chunk("data", ALL_SET, SAMPLES)), OPEN),
          argumentSet("only RIFF open", riff(ALL_SET, fmt(), DATA, TEXT), OPEN),
          argumentSet("64-bit form open", rf64(0, 0, fmt(), chunk("data", ALL_SET, SAMPLES)), OPEN),
          argumentSet(
              "open, and padded",
              riff(ALL_SET, fmt(1, 1, 8000, 24), chunk("data", ALL_SET, sound(2404))),
              OPEN),
          argumentSet(
              "tags behind",
              MediaFiles.joined(riff(fmt(), DATA), chunk("id3 ", sound(9))),
              "18 bytes follow the end of the RIFF at byte 1644"),
          argumentSet(
              "RIFF size too small",
              riff(100, fmt(), DATA),
              "the RIFF size ends the file at byte 108, within a chunk that goes on to byte 1644"),
          argumentSet(
              "RIFF size of the file",
              riff(1644, fmt(), DATA),
              "the RIFF size is 8 too large: it counts its own header"),
          argumentSet(
              "half a sample",
              riff(fmt(1, 2, 8000, 16), chunk("data", sound(1602))),
              "the last sample has only 2 of its 4 bytes"));

  @ParameterizedTest
  @FieldSource("ODD_BUT_WHOLE")
  void whatMissesNothingButIsOddGivesAWarning(byte[] wav, String warning) {
    assertThat(MediaFiles.whole(wav).warnings()).containsExactly(warning);
  }

  static final List<Arguments> DAMAGED =
      List.of(
          argumentSet("no chunk", riff(), "has no data chunk; its chunks end at byte 12"),
          argumentSet("no data", riff(fmt(), TEXT), "has no data chunk; its chunks end at byte 52"),
          argumentSet("no fmt", riff(DATA), "the data chunk at byte 12 comes before any fmt chunk"),
          argumentSet(
              "fmt behind",
              riff(DATA, fmt()),
              "the data chunk at byte 12 comes before any fmt chunk"),
          argumentSet(
              "empty", riff(fmt(), chunk("data", sound(0))), "the data chunk at byte 36 is empty"),
          argumentSet(
              "empty, more behind",
              riff(fmt(), chunk("data", sound(0)), TEXT),
              "the data chunk at byte 36 is empty"),
          argumentSet(
              "a pipe's, empty",
              riff(ALL_SET, fmt(), chunk("data", ALL_SET, sound(0))),
              "the data chunk at byte 36 is empty"),
          argumentSet(
              "data cut",
              riff(1636, fmt(), chunk("data", 1600, sound(1599))),
              "the data chunk at byte 36 should have 1600 bytes, but only 1599 follow"),
          argumentSet(
              "data cut, RIFF open",
              riff(ALL_SET, fmt(), chunk("data", 1600, sound(9))),
              "the data chunk at byte 36 should have 1600 bytes, but only 9 follow"),
          argumentSet(
              "data open, RIFF cut",
              riff(2000, fmt(), chunk("data", ALL_SET, sound(9))),
              "has 53 bytes, but should have 2008, as the RIFF size says"),
          argumentSet(
              "open, within a sample",
              riff(ALL_SET, fmt(), chunk("data", ALL_SET, sound(1599))),
              "ends at byte 1643 within a sample: the last sample has only 1 of its 2 bytes"),
          argumentSet(
              "a last chunk gone",
              riff(1636 + TEXT.length, fmt(), DATA),
              "has 1644 bytes, but should have 1660, as the RIFF size says"),
          argumentSet(
              "a last chunk cut",
              riff(fmt(), DATA, chunk("LIST", 99, sound(9))),
              "the chunk 'LIST' at byte 1644 should have 99 bytes, but only 9 follow"),
          argumentSet(
              "a chunk's header cut",
              riff(1636 + 16, fmt(), DATA, "LIST".getBytes(US_ASCII)),
              "has 1648 bytes, but should have 1660, as the RIFF size says"),
          argumentSet(
              "zeros for a chunk",
              riff(fmt(), DATA, new byte[16]),
              "has no chunk at byte 1644, where one should be, but 00 00 00 00 00 00 00 00"),
          argumentSet(
              "zeros for fmt",
              riff(new byte[24], DATA),
              "has no chunk at byte 12, where one should be, but 00 00 00 00 00 00 00 00"),
          argumentSet(
              "fmt too short",
              riff(chunk("fmt ", new byte[2]), DATA),
              "the fmt chunk at byte 20 has 2 bytes, less than 14"),
          argumentSet(
              "fmt of zeros",
              riff(chunk("fmt ", new byte[16]), DATA),
              "the fmt chunk at byte 20 says WavFormat[tag=0, channels=0, rate=0, byteRate=0,"
                  + " blockBytes=0]"),
          argumentSet(
              "64-bit form without sizes",
              MediaFiles.overwritten(riff(fmt(), DATA), 0, "RF64".getBytes(US_ASCII)),
              "a 64-bit RIFF has no ds64 chunk at byte 12: 66 6d 74 20 10 00 00 00"),
          argumentSet(
              "64-bit form cut",
              rf64(1672, 1601, fmt(), chunk("data", ALL_SET, SAMPLES)),
              "the data chunk at byte 72 should have 1601 bytes, but only 1600 follow"),
          argumentSet(
              "64-bit form, absurd",
              rf64(-9, 1600, fmt(), chunk("data", ALL_SET, SAMPLES)),
              "the RIFF size is absurd: 18446744073709551607"),
          argumentSet(
              "64-bit form, absurd data",
              rf64(1672, -9, fmt(), chunk("data", ALL_SET, SAMPLES)),
              "the data chunk at byte 72 should have 18446744073709551607 bytes, but only 1600"
                  + " follow"));

  @ParameterizedTest
  @FieldSource("DAMAGED")
  void whatMissesSomethingIsDamagedAndTheReasonSaysWhere(byte[] wav, String reason) {
    assertThat(MediaFiles.check(wav)).isEqualTo(new Damaged(MediaFormat.WAV, reason));
  }

  static Stream<Arguments> compressed() {
    byte[] adpcm =
        chunk(
            "fmt ",
            MediaFiles.joined(
                WavBytes.u16(2),
                WavBytes.u16(1),
                u32(8000),
                u32(4096),
                WavBytes.u16(256),
                WavBytes.u16(4)));
    return Stream.of(
        argumentSet("counted", riff(adpcm, chunk("fact", u32(4000)), DATA), Duration.ofMillis(500)),
        argumentSet("not counted", riff(adpcm, DATA), Duration.ofNanos(390_625_000)),
        argumentSet(
            "open", riff(adpcm, chunk("fact", u32(-1)), DATA), Duration.ofNanos(390_625_000)));
  }

  @ParameterizedTest
  @MethodSource("compressed")
  void compressedSamplesPlayAsLongAsTheirCountOrElseTheirBytes(byte[] wav, Duration duration) {
    assertThat(MediaFiles.whole(wav).duration()).isEqualTo(duration);
  }

  @Test
  void stopsAtTooManyChunks() {
    byte[] many = new byte[70_000 * 8];
    for (int at = 0; at < many.length; at += 8) {
      System.arraycopy("junk".getBytes(US_ASCII), 0, many, at, 4);
    }

    assertThat(MediaFiles.damaged(riff(many)).reason())
        .isEqualTo("has more than 65536 chunks; byte 524300 is reached");
  }

  private static byte[] sound(int length) {
    byte[] sound = new byte[length];
    for (int at = 0; at < length; at++) {
      sound[at] = (byte) (at * 37 + 1);
    }
    return sound;
  }
}
