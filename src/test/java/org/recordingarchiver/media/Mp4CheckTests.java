package org.recordingarchiver.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.recordingarchiver.media.MediaFiles.joined;
import static org.recordingarchiver.media.Mp4Bytes.box;
import static org.recordingarchiver.media.Mp4Bytes.co64;
import static org.recordingarchiver.media.Mp4Bytes.ftyp;
import static org.recordingarchiver.media.Mp4Bytes.moov;
import static org.recordingarchiver.media.Mp4Bytes.mvhd;
import static org.recordingarchiver.media.Mp4Bytes.numbers;
import static org.recordingarchiver.media.Mp4Bytes.stco;
import static org.recordingarchiver.media.Mp4Bytes.stsc;
import static org.recordingarchiver.media.Mp4Bytes.stsz;
import static org.recordingarchiver.media.Mp4Bytes.stszOfOne;
import static org.recordingarchiver.media.Mp4Bytes.stts;
import static org.recordingarchiver.media.Mp4Bytes.trak;
import static org.recordingarchiver.media.Mp4Bytes.wide;
import static org.recordingarchiver.media.Mp4Bytes.wideBox;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.recordingarchiver.media.MediaVerdict.Damaged;
import org.recordingarchiver.media.MediaVerdict.Whole;

class Mp4CheckTests {

  /** 16 bytes of ftyp, 8 of header: samples may be at bytes 24 to 123. */
  private static final byte[] HEAD = joined(ftyp(), box("mdat", new byte[100]));

  private static final byte[] TIMES = stts(4, 250);
  private static final byte[] ONE_CHUNK = stsc(1, 4, 1);
  private static final byte[] SIZES = stsz(20, 30, 40, 10);

  private static byte[] file(byte[]... boxes) {
    return joined(HEAD, joined(boxes));
  }

  static final List<Arguments> WHOLE =
      List.of(
          argumentSet("one chunk", file(moov(0, TIMES, ONE_CHUNK, SIZES, stco(24)))),
          argumentSet("wide offsets", file(moov(0, TIMES, ONE_CHUNK, SIZES, co64(24)))),
          argumentSet("duration given", file(moov(1000, TIMES, ONE_CHUNK, SIZES, stco(24)))),
          argumentSet(
              "times in runs", file(moov(0, stts(1, 400, 3, 200), ONE_CHUNK, SIZES, stco(24)))),
          argumentSet(
              "chunks in runs",
              file(moov(0, TIMES, stsc(1, 1, 1, 3, 2, 1), SIZES, stco(24, 44, 74)))),
          argumentSet(
              "a last chunk not full", file(moov(0, TIMES, stsc(1, 3, 1), SIZES, stco(24, 114)))),
          argumentSet("one size", file(moov(0, TIMES, ONE_CHUNK, stszOfOne(25, 4), stco(24)))),
          argumentSet(
              "sizes of 16 bits",
              file(
                  moov(
                      0,
                      TIMES,
                      ONE_CHUNK,
                      box("stz2", numbers(0, 16, 4, 20 << 16 | 30, 40 << 16 | 10)),
                      stco(24)))),
          argumentSet(
              "sizes of 8 bits",
              file(moov(0, TIMES, ONE_CHUNK, box("stz2", numbers(0, 8, 4, 0x141E280A)), stco(24)))),
          argumentSet(
              "sizes of 4 bits",
              file(
                  moov(
                      0,
                      TIMES,
                      ONE_CHUNK,
                      box("stz2", numbers(0, 4, 4), new byte[] {(byte) 0xFF, (byte) 0xF0}),
                      stco(24 + 55)))),
          argumentSet(
              "several mdat",
              joined(
                  ftyp(),
                  box("free"),
                  box("mdat", new byte[50]),
                  box("wide"),
                  box("uuid", new byte[16]),
                  box("mdat", new byte[50]),
                  box("zzzz", new byte[3]),
                  moov(0, TIMES, stsc(1, 2, 1), SIZES, stco(32, 122)))),
          argumentSet(
              "wide sizes",
              joined(
                  ftyp(),
                  wideBox("mdat", 116, new byte[100]),
                  moov(0, TIMES, ONE_CHUNK, SIZES, stco(32)))),
          argumentSet(
              "up to the end",
              joined(
                  moov(0, TIMES, ONE_CHUNK, SIZES, stco(404)),
                  numbers(0),
                  "mdat".getBytes(US_ASCII),
                  new byte[200])),
          argumentSet(
              "a track without samples",
              file(
                  box(
                      "moov",
                      mvhd(1000),
                      trak(1, TIMES, ONE_CHUNK, SIZES, stco(24)),
                      trak(2, stts(), stsc(), stsz(), stco())))),
          argumentSet(
              "a terminator",
              file(
                  box(
                      "moov",
                      mvhd(1000),
                      trak(1, TIMES, ONE_CHUNK, SIZES, stco(24)),
                      numbers(0)))));

  @ParameterizedTest
  @FieldSource("WHOLE")
  void whatHoldsAllItsSamplesIsWhole(byte[] mp4) {
    assertThat(MediaFiles.check(mp4))
        .isEqualTo(new Whole(MediaFormat.MP4, Duration.ofSeconds(1), List.of()));
  }

  private static final String STBL = "'stbl' at byte 388";

  private static Arguments tables(String name, String reason, byte[]... tables) {
    return argumentSet(name, file(moov(1000, tables)), reason);
  }

  static final List<Arguments> DAMAGED =
      List.of(
          argumentSet(
              "no moov", HEAD, "has no 'moov' box, though all 124 bytes were looked through"),
          argumentSet(
              "no mdat",
              joined(ftyp(), moov(0, TIMES, ONE_CHUNK, SIZES, stco(24))),
              "has no 'mdat' box, though all 396 bytes were looked through"),
          argumentSet(
              "two moov",
              file(
                  moov(0, TIMES, ONE_CHUNK, SIZES, stco(24)),
                  moov(0, TIMES, ONE_CHUNK, SIZES, stco(24))),
              "the box 'moov' at byte 504 is a second 'moov', or beyond 500000 boxes"),
          argumentSet(
              "no tracks",
              file(box("moov", mvhd(1000))),
              "no track of the box 'moov' at byte 124 has a sample"),
          argumentSet(
              "no samples",
              file(moov(1000, stts(), stsc(), stsz(), stco())),
              "no track of the box 'moov' at byte 124 has a sample"),
          argumentSet(
              "no mvhd", file(box("moov")), "the box 'moov' at byte 124 holds no 'mvhd' box"),
          argumentSet(
              "stray bytes",
              file(moov(0, TIMES, ONE_CHUNK, SIZES, stco(24)), new byte[3]),
              "has 3 stray bytes at byte 504, where a box should be: 00 00 00"),
          argumentSet(
              "a box beyond the end",
              file(moov(0, TIMES, ONE_CHUNK, SIZES, stco(24)), numbers(9, 0x66726565)),
              "the box 'free' at byte 504 should have 9 bytes, but only 8 follow"),
          argumentSet(
              "a child beyond its parent",
              file(box("moov", mvhd(0), numbers(200, 0x7472616B))),
              "the box 'trak' at byte 240 should have 200 bytes, but only 8 follow"),
          argumentSet(
              "a box smaller than its header",
              file(numbers(7, 0x66726565)),
              "the box 'free' at byte 124 says it has only 7 bytes"),
          argumentSet(
              "a wide box smaller than its header",
              file(wideBox("free", 15)),
              "the box 'free' at byte 124 says it has only 15 bytes"),
          argumentSet(
              "a wide box of absurd size",
              file(wideBox("free", -1)),
              "the box 'free' at byte 124 should have 18446744073709551615 bytes, but only 16 follow"),
          argumentSet(
              "a wide header cut",
              file(numbers(1, 0x66726565)),
              "ends at byte 132, before the 8 bytes at 132"),
          argumentSet(
              "a nested box up to the end",
              file(box("moov", mvhd(0), numbers(0, 0x7472616B))),
              "has no box at byte 240, where one should be, but 00 00 00 00 74 72 61 6b"),
          argumentSet(
              "two tracks of a number",
              file(
                  box(
                      "moov",
                      mvhd(0),
                      trak(1, TIMES, ONE_CHUNK, SIZES, stco(24)),
                      trak(1, TIMES, ONE_CHUNK, SIZES, stco(24)))),
              "the box 'trak' at byte 504 is another track 1, or beyond 1000 tracks"),
          tables(
              "data ahead of mdat",
              "chunk 1 of the tables in %s should have 100 bytes at byte 23; no 'mdat' holds them"
                  .formatted(STBL),
              TIMES,
              ONE_CHUNK,
              SIZES,
              stco(23)),
          tables(
              "data behind mdat",
              "chunk 1 of the tables in %s should have 100 bytes at byte 25; no 'mdat' holds them"
                  .formatted(STBL),
              TIMES,
              ONE_CHUNK,
              SIZES,
              stco(25)),
          tables(
              "data beyond the file",
              "chunk 1 of the tables in %s should have 100 bytes at byte 4294967295; no 'mdat' holds them"
                  .formatted(STBL),
              TIMES,
              ONE_CHUNK,
              SIZES,
              stco(-1)),
          tables(
              "data beyond all files",
              "chunk 1 of the tables in %s should have 100 bytes at byte 18446744073709551615; no 'mdat' holds them"
                  .formatted(STBL),
              TIMES,
              ONE_CHUNK,
              SIZES,
              co64(-1)),
          tables(
              "data of absurd length",
              "chunk 1 of the tables in %s should have 9223372036854775807 bytes at byte 24; no 'mdat' holds them"
                  .formatted(STBL),
              stts(-1, 1),
              stsc(1, -1, 1),
              stszOfOne(-1, -1),
              stco(24)),
          tables(
              "times missing",
              "the tables in %s disagree: 3 samples have a time, 4 a size".formatted(STBL),
              stts(3, 250),
              ONE_CHUNK,
              SIZES,
              stco(24)),
          tables(
              "chunks missing",
              "the tables in %s have 4 samples, but chunks for 3 only".formatted(STBL),
              TIMES,
              stsc(1, 3, 1),
              SIZES,
              stco(24)),
          tables(
              "chunks too many",
              "the tables in %s leave no sample for chunk 2".formatted(STBL),
              TIMES,
              ONE_CHUNK,
              SIZES,
              stco(24, 24)),
          tables(
              "no runs",
              "the tables in %s don't say how many samples are in chunk 1".formatted(STBL),
              TIMES,
              stsc(),
              SIZES,
              stco(24)),
          tables(
              "runs not from the first",
              "the tables in %s don't say how many samples are in chunk 1".formatted(STBL),
              TIMES,
              stsc(2, 4, 1),
              SIZES,
              stco(24)),
          tables(
              "runs not rising",
              "the run 2 of chunks in the tables in %s begins with chunk 1, not 2".formatted(STBL),
              TIMES,
              stsc(1, 1, 1, 1, 2, 1),
              SIZES,
              stco(24, 44)),
          tables(
              "a table too short",
              "the table 'stts' at byte 396 counts 4 entries; its 8 bytes can't hold them",
              box("stts", numbers(0, 4)),
              ONE_CHUNK,
              SIZES,
              stco(24)),
          tables(
              "a table of all the numbers there are",
              "the table 'stts' at byte 396 counts 4294967295 entries; its 8 bytes can't hold them",
              box("stts", numbers(0, -1)),
              ONE_CHUNK,
              SIZES,
              stco(24)),
          tables(
              "a table without a count",
              "the box 'stts' at byte 396 holds 4 bytes, less than 8",
              box("stts", numbers(0)),
              ONE_CHUNK,
              SIZES,
              stco(24)),
          tables(
              "sizes of 5 bits",
              "the table 'stz2' at byte 448 has entries of 5 bits",
              TIMES,
              ONE_CHUNK,
              box("stz2", numbers(0, 5, 4, 0)),
              stco(24)),
          tables(
              "no offsets",
              "the box %s holds no 'stco' box".formatted(STBL),
              TIMES,
              ONE_CHUNK,
              SIZES));

  @ParameterizedTest
  @FieldSource("DAMAGED")
  void whatMissesSomethingIsDamagedAndTheReasonSaysWhere(byte[] mp4, String reason) {
    assertThat(MediaFiles.check(mp4)).isEqualTo(new Damaged(MediaFormat.MP4, reason));
  }

  /** A movie whose samples are in fragments only; its mehd box says so many thousandths. */
  private static byte[] movieInFragments(int announced) {
    byte[] trex = box("trex", numbers(0, 1, 1, 250, 10, 0));
    return box(
        "moov",
        mvhd(0),
        trak(1, stts(), stsc(), stsz(), stco()),
        box("mvex", box("mehd", numbers(0, announced)), trex));
  }

  /** Four samples of the usual length and size, 40 bytes behind 60 of headers. */
  private static byte[] fragment(byte[] data) {
    byte[] tfhd = box("tfhd", numbers(0x20000, 1));
    byte[] trun = box("trun", numbers(0x1, 4, 60));
    return joined(box("moof", box("traf", tfhd, trun)), box("mdat", data));
  }

  @Test
  void countsTheSamplesOfFragments() {
    byte[] mp4 =
        joined(ftyp(), movieInFragments(2000), fragment(new byte[40]), fragment(new byte[40]));

    assertThat(MediaFiles.check(mp4))
        .isEqualTo(new Whole(MediaFormat.MP4, Duration.ofSeconds(2), List.of()));
  }

  @Test
  void missesFragmentsThatTheMovieAnnounces() {
    byte[] mp4 =
        joined(ftyp(), movieInFragments(3001), fragment(new byte[40]), fragment(new byte[40]));

    assertThat(MediaFiles.damaged(mp4).reason())
        .isEqualTo("the fragments play PT2S, but should play PT3.001S, as the 'mehd' box says");
  }

  @Test
  void missesSamplesOfAFragment() {
    byte[] mp4 = joined(ftyp(), movieInFragments(2000), fragment(new byte[39]));

    assertThat(MediaFiles.damaged(mp4).reason())
        .matches(
            "the samples of the box 'trun' at byte \\d+ should be 40 bytes at byte \\d+; no 'mdat' holds them");
  }

  @Test
  void missesTheTrackOfAFragment() {
    byte[] foreign = box("moof", box("traf", box("tfhd", numbers(0, 7))));
    byte[] mp4 = joined(ftyp(), movieInFragments(2000), fragment(new byte[40]), foreign);

    assertThat(MediaFiles.damaged(mp4).reason())
        .matches("the box 'tfhd' at byte \\d+ is about track 7, but 'moov' has no such track");
  }

  @Test
  void missesSegmentsThatAreListed() {
    byte[] list = box("sidx", numbers(0, 1, 1000, 0, 0, 2, 100, 0, 0, 101, 0, 0));
    byte[] mp4 =
        joined(ftyp(), movieInFragments(0), list, fragment(new byte[40]), fragment(new byte[40]));

    assertThat(MediaFiles.damaged(mp4).reason())
        .isEqualTo(
            "the box 'sidx' at byte %d lists segments up to byte %d, but the file ends at byte %d"
                .formatted(mp4.length - 2 * 100 - 56, mp4.length + 1, mp4.length));
  }

  @Test
  void missesAFragmentThatIsListed() {
    byte[] list = box("mfra", box("tfra", numbers(0, 1, 0, 1, 0, 24), new byte[3]));
    byte[] mp4 = joined(ftyp(), movieInFragments(0), fragment(new byte[40]), list);

    assertThat(MediaFiles.damaged(mp4).reason())
        .isEqualTo(
            "the box 'tfra' at byte %d lists a fragment at byte 24, but none is there"
                .formatted(mp4.length - 35));
  }

  @Test
  void readsTimesOfEitherWidth() {
    byte[] wideHeader = box("mvhd", numbers(1 << 24), wide(0), wide(0), numbers(1000), wide(3000));
    byte[] mp4 = file(box("moov", wideHeader, trak(1, TIMES, ONE_CHUNK, SIZES, stco(24))));

    assertThat(MediaFiles.whole(mp4).duration()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void doesNotKnowADurationThatIsNone() {
    byte[] forever = file(moov(0, stts(1, -1, 3, -1), ONE_CHUNK, SIZES, stco(24)));
    byte[] timeless =
        MediaFiles.overwritten(forever, 124 + 8 + 108 + 8 + 92 + 8 + 8 + 12, numbers(0));

    assertThat(MediaFiles.whole(forever).duration()).isEqualTo(Duration.ofMillis(4 * 0xFFFF_FFFFL));
    assertThat(MediaFiles.whole(timeless).duration()).isNull();
  }
}
