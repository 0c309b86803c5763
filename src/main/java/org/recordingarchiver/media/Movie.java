package org.recordingarchiver.media;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The {@code moov} box of an MP4 file, with sample tables that were checked. */
final class Movie {

  private static final int MOST_TRACKS = 1000;

  private final FileWindow window;
  private final Map<Long, Track> tracks = new LinkedHashMap<>();
  private TimeHeader time = new TimeHeader(0, 0);
  private boolean extended;
  private long extendedUnits;

  private Movie(MediaFile file) {
    this.window = file.window(FileWindow.JUMPING);
  }

  static Movie read(MediaFile file, Box moov, DataRanges data)
      throws IOException, DamagedMediaException {
    Movie movie = new Movie(file);
    movie.time = TimeHeader.read(movie.window, moov.only("mvhd", movie.window));
    BoxCursor children = BoxCursor.in(moov, movie.window);
    while (children.hasNext()) {
      Box child = children.next();
      if (child.is("trak")) {
        movie.add(Track.read(file, child, data), child);
      }
    }
    movie.readExtension(moov);
    return movie;
  }

  private void add(Track track, Box trak) throws DamagedMediaException {
    if (tracks.putIfAbsent(track.id(), track) != null || tracks.size() > MOST_TRACKS) {
      throw new DamagedMediaException(
          "the box %s is another track %d, or beyond %d tracks"
              .formatted(trak, track.id(), MOST_TRACKS));
    }
  }

  private void readExtension(Box moov) throws IOException, DamagedMediaException {
    BoxCursor children = BoxCursor.in(moov, window);
    while (children.hasNext()) {
      Box child = children.next();
      if (child.is("mvex")) {
        extended = true;
        readDefaults(child);
      }
    }
  }

  private void readDefaults(Box mvex) throws IOException, DamagedMediaException {
    BoxCursor children = BoxCursor.in(mvex, window);
    while (children.hasNext()) {
      Box child = children.next();
      long content = child.content();
      if (child.is("mehd")) {
        child.require(8);
        extendedUnits = window.u8(content) == 0 ? window.u32(content + 4) : window.u64(content + 4);
      }
      if (child.is("trex")) {
        child.require(24);
        track(window.u32(content + 4), child)
            .setUsual(window.u32(content + 12), window.u32(content + 16));
      }
    }
  }

  /** The track that a box names; damage if there is none. */
  Track track(long id, Box box) throws DamagedMediaException {
    Track track = tracks.get(id);
    if (track == null) {
      throw new DamagedMediaException(
          "the box %s is about track %d, but 'moov' has no such track".formatted(box, id));
    }
    return track;
  }

  Collection<Track> tracks() {
    return tracks.values();
  }

  /** Whether samples may be in fragments too. */
  boolean extended() {
    return extended;
  }

  /** How long all fragments together should play, if the movie says so. */
  @Nullable Duration announced() {
    return extendedUnits == 0 ? null : PlayingTime.of(extendedUnits, time.perSecond());
  }

  /** As the movie says; with fragments, or where it doesn't say, that of the longest track. */
  @Nullable Duration duration() {
    if (time.units() > 0 && !extended) {
      return time.duration();
    }
    return tracks.values().stream()
        .map(Track::duration)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
