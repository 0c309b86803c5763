package org.recordingarchiver.media;

/**
 * Samples of a track.
 *
 * @param units they last, in the track's time scale
 */
record Samples(long count, long units) {

  static final Samples NONE = new Samples(0, 0);

  Samples plus(long moreCount, long moreUnits) {
    return new Samples(PlayingTime.sum(count, moreCount), PlayingTime.sum(units, moreUnits));
  }
}
