package org.recordingarchiver.media;

import java.io.IOException;

/** A {@code moof} box: more samples of a movie's tracks (ISO/IEC 14496-12, 8.8). */
final class MovieFragment {

  private static final int BASE_GIVEN = 0x1;
  private static final int DESCRIPTION_GIVEN = 0x2;
  private static final int UNITS_GIVEN = 0x8;
  private static final int BYTES_GIVEN = 0x10;
  private static final int BASE_IS_MOOF = 0x20000;

  private final FileWindow file;
  private final Box moof;
  private final Movie movie;
  private final DataRanges data;
  private long dataEnd;

  MovieFragment(FileWindow file, Box moof, Movie movie, DataRanges data) {
    this.file = file;
    this.moof = moof;
    this.movie = movie;
    this.data = data;
    this.dataEnd = moof.start();
  }

  /** Adds its samples to their tracks; damage unless all lie in the data. */
  void check() throws IOException, DamagedMediaException {
    BoxCursor children = BoxCursor.in(moof, file);
    while (children.hasNext()) {
      Box child = children.next();
      if (child.is("traf")) {
        checkTrack(child);
      }
    }
  }

  private void checkTrack(Box traf) throws IOException, DamagedMediaException {
    Box tfhd = traf.only("tfhd", file);
    tfhd.require(8);
    int flags = (int) file.u32(tfhd.content());
    Track track = movie.track(file.u32(tfhd.content() + 4), tfhd);
    tfhd.require(8 + fieldsBefore(flags, BASE_IS_MOOF));
    long base = base(flags, tfhd);
    TrackRun usual =
        new TrackRun(
            file,
            given(flags, UNITS_GIVEN, tfhd, track.usualUnits()),
            given(flags, BYTES_GIVEN, tfhd, track.usualBytes()));
    long next = base;
    BoxCursor children = BoxCursor.in(traf, file);
    while (children.hasNext()) {
      Box child = children.next();
      if (child.is("trun")) {
        next = usual.check(child, base, next, data);
        track.add(usual.samples());
      }
    }
    dataEnd = next;
  }

  private long base(int flags, Box tfhd) throws IOException, DamagedMediaException {
    if ((flags & BASE_GIVEN) != 0) {
      return file.u64(tfhd.content() + 8);
    }
    return (flags & BASE_IS_MOOF) != 0 ? moof.start() : dataEnd;
  }

  private long given(int flags, int flag, Box tfhd, long otherwise)
      throws IOException, DamagedMediaException {
    return (flags & flag) == 0
        ? otherwise
        : file.u32(tfhd.content() + 8 + fieldsBefore(flags, flag));
  }

  /** Bytes of the optional fields before that flag's. */
  private static int fieldsBefore(int flags, int flag) {
    int earlier = flags & (flag - 1);
    int numbers =
        Integer.bitCount(earlier & (DESCRIPTION_GIVEN | UNITS_GIVEN | BYTES_GIVEN | 0x20));
    return 4 * numbers + ((earlier & BASE_GIVEN) != 0 ? 8 : 0);
  }
}
