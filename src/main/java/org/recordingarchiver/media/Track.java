package org.recordingarchiver.media;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A track of an MP4 file, and what its samples have been counted to so far. */
final class Track {

  private final long id;
  private final long perSecond;
  private Samples samples;
  private long usualUnits;
  private long usualBytes;

  private Track(long id, long perSecond, Samples samples) {
    this.id = id;
    this.perSecond = perSecond;
    this.samples = samples;
  }

  static Track read(MediaFile file, Box trak, DataRanges data)
      throws IOException, DamagedMediaException {
    FileWindow window = file.window(FileWindow.JUMPING);
    Box tkhd = trak.only("tkhd", window);
    tkhd.require(24);
    long id = window.u32(tkhd.content() + (window.u8(tkhd.content()) == 0 ? 12 : 20));
    Box mdia = trak.only("mdia", window);
    TimeHeader time = TimeHeader.read(window, mdia.only("mdhd", window));
    Box stbl = mdia.only("minf", window).only("stbl", window);
    return new Track(id, time.perSecond(), SampleTables.check(file, stbl, data));
  }

  /** What samples in fragments have if nothing else is said there: a {@code trex} box. */
  void setUsual(long units, long bytes) {
    usualUnits = units;
    usualBytes = bytes;
  }

  long id() {
    return id;
  }

  long usualUnits() {
    return usualUnits;
  }

  long usualBytes() {
    return usualBytes;
  }

  void add(Samples more) {
    samples = samples.plus(more.count(), more.units());
  }

  boolean isEmpty() {
    return samples.count() == 0;
  }

  @Nullable Duration duration() {
    return PlayingTime.of(samples.units(), perSecond);
  }
}
