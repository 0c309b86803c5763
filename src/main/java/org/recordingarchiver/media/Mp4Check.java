package org.recordingarchiver.media;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.media.MediaVerdict.Whole;

/**
 * Goes through the boxes of an MP4 file: they must fill it, and hold every sample that its tables
 * and fragments speak of.
 */
final class Mp4Check {

  static final String OPEN_WARNING =
      "nothing says how many fragments there are, so a missing end can't be seen";

  /** How far the length that fragments should have together may be wrong. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  /** Most fragments' headers fit, so that each is read at once. */
  private static final int FRAGMENT = 8192;

  private final MediaFile file;
  private final Mp4Layout layout;
  private final FragmentIndex index;

  private Mp4Check(MediaFile file, Mp4Layout layout) {
    this.file = file;
    this.layout = layout;
    this.index = new FragmentIndex(file);
  }

  static MediaVerdict of(MediaFile file) throws IOException, DamagedMediaException {
    return new Mp4Check(file, Mp4Layout.read(file)).verdict();
  }

  private MediaVerdict verdict() throws IOException, DamagedMediaException {
    Movie movie = Movie.read(file, layout.moov(), layout.data());
    boolean fragmented = movie.extended() || layout.fragmented();
    if (fragmented) {
      checkFragments(movie);
    }
    if (movie.tracks().stream().allMatch(Track::isEmpty)) {
      throw new DamagedMediaException(
          "no track of the box %s has a sample".formatted(layout.moov()));
    }
    checkLength(movie.announced(), movie.duration());
    boolean open = fragmented && movie.announced() == null && !index.found();
    return new Whole(MediaFormat.MP4, movie.duration(), open ? List.of(OPEN_WARNING) : List.of());
  }

  private void checkFragments(Movie movie) throws IOException, DamagedMediaException {
    FileWindow window = file.window(FRAGMENT);
    BoxCursor boxes = BoxCursor.top(window);
    while (boxes.hasNext()) {
      Box box = boxes.next();
      switch (box.type()) {
        case "moof" -> new MovieFragment(window, box, movie, layout.data()).check();
        case "sidx" -> index.checkSegments(box, layout.firstFragment());
        case "mfra" -> index.checkEntryPoints(box);
        default -> {}
      }
    }
  }

  private static void checkLength(@Nullable Duration announced, @Nullable Duration found)
      throws DamagedMediaException {
    if (announced != null && found != null && found.plus(TOLERANCE).compareTo(announced) < 0) {
      throw new DamagedMediaException(
          "the fragments play %s, but should play %s, as the 'mehd' box says"
              .formatted(found, announced));
    }
  }
}
