package org.recordingarchiver.media;

import java.io.IOException;

/**
 * Joins the tables that say where the samples of a track are: chunk by chunk its offset, how many
 * samples it holds, and how large these are.
 */
final class SampleChunks {

  private static final int FIRST_CHUNK = 0;
  private static final int SAMPLES_PER_CHUNK = 4;

  private final Box parent;
  private final Table offsets;
  private final boolean wide;
  private final Table runs;
  private final SampleSizes sizes;
  private long run = -1;

  /**
   * Made of a track's tables.
   *
   * @param parent the stbl box, for messages
   * @param offsets of chunks: stco or, wide, co64
   * @param runs of chunks with equally many samples: stsc
   */
  SampleChunks(Box parent, Table offsets, boolean wide, Table runs, SampleSizes sizes) {
    this.parent = parent;
    this.offsets = offsets;
    this.wide = wide;
    this.runs = runs;
    this.sizes = sizes;
  }

  /** Damage unless each chunk lies in the data and no sample is left without a chunk. */
  void check(DataRanges data) throws IOException, DamagedMediaException {
    long sample = 0;
    for (long chunk = 0; chunk < offsets.count(); chunk++) {
      long samples = Math.min(samplesIn(chunk), sizes.count() - sample);
      if (samples == 0) {
        throw new DamagedMediaException(
            "the tables in %s leave no sample for chunk %d".formatted(parent, chunk + 1));
      }
      long offset = wide ? offsets.u64(chunk, 0) : offsets.u32(chunk, 0);
      long bytes = sizes.sum(sample, samples);
      if (!data.holds(offset, bytes)) {
        throw new DamagedMediaException(
            "chunk %d of the tables in %s should have %d bytes at byte %s; no 'mdat' holds them"
                .formatted(chunk + 1, parent, bytes, Long.toUnsignedString(offset)));
      }
      sample += samples;
    }
    if (sample < sizes.count()) {
      throw new DamagedMediaException(
          "the tables in %s have %d samples, but chunks for %d only"
              .formatted(parent, sizes.count(), sample));
    }
  }

  private long samplesIn(long chunk) throws IOException, DamagedMediaException {
    if (run + 1 < runs.count() && firstChunk(run + 1) <= chunk) {
      run++;
      if (firstChunk(run) != chunk) {
        throw new DamagedMediaException(
            "the run %d of chunks in the tables in %s begins with chunk %d, not %d"
                .formatted(run + 1, parent, firstChunk(run) + 1, chunk + 1));
      }
    }
    if (run < 0) {
      throw new DamagedMediaException(
          "the tables in %s don't say how many samples are in chunk 1".formatted(parent));
    }
    return runs.u32(run, SAMPLES_PER_CHUNK);
  }

  /** Counted from 0, unlike in the file. */
  private long firstChunk(long ofRun) throws IOException, DamagedMediaException {
    return runs.u32(ofRun, FIRST_CHUNK) - 1;
  }
}
