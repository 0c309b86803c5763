package org.recordingarchiver.archival;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.source.ByteSink;
import org.recordingarchiver.source.Failure;
import org.recordingarchiver.source.FetchAnswer;
import org.recordingarchiver.source.RecordingSource;
import org.recordingarchiver.source.RecordingSource.Wanted;
import org.recordingarchiver.store.Digest;
import org.recordingarchiver.store.Incoming;

/**
 * Fetches one file of a chunk into an arriving file of the store. Trouble that may be over in a
 * moment is waited for here, a few seconds at most; everything longer goes back to the queue.
 */
final class Fetcher {

  private static final int TRIES = 3;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final RecordingSource source;
  private final Run run;
  private final SourcePolicy policy;
  private final Duration firstWait;
  private final SecondFetch secondFetch;

  Fetcher(
      RecordingSource source,
      Run run,
      SourcePolicy policy,
      Duration firstWait,
      SecondFetch secondFetch) {
    this.source = source;
    this.run = run;
    this.policy = policy;
    this.firstWait = firstWait;
    this.secondFetch = secondFetch;
  }

  /** What came of a fetch. */
  sealed interface Fetched {

    /**
     * It is whole.
     *
     * @param totalNamed an answer named its length
     * @param twice a second fetch was equal
     * @param confirmed one of these, and it is the object that would be deleted
     */
    record Whole(Digest digest, boolean totalNamed, boolean twice, boolean confirmed)
        implements Fetched {

      /** What lies elsewhere says nothing about the object that would be deleted. */
      Whole at(ClaimedChunk.Location location) {
        return new Whole(digest, totalNamed, twice, confirmed && location.ownObject());
      }
    }

    /** It could not be had. */
    record Missed(Failure failure) implements Fetched {}
  }

  Fetched metadata(ClaimedChunk chunk, String url, Incoming incoming) {
    return fetch(chunk, url, Wanted.METADATA, incoming);
  }

  Fetched content(ClaimedChunk chunk, ClaimedChunk.Location location, Incoming incoming) {
    return fetch(chunk, location.content(), Wanted.CONTENT, incoming);
  }

  /** Whether content comes equal a second time. */
  boolean isSame(ClaimedChunk chunk, ClaimedChunk.Location location, Fetched.Whole content) {
    DigestSink sink = new DigestSink(run.meter());
    return fetchPatiently(chunk, location.content(), Wanted.CONTENT, sink)
            instanceof FetchAnswer.Received
        && sink.digest().equals(content.digest());
  }

  private Fetched fetch(ClaimedChunk chunk, String url, Wanted wanted, Incoming incoming) {
    FetchAnswer answer =
        fetchPatiently(chunk, url, wanted, new IncomingSink(incoming, run.meter()));
    return switch (answer) {
      case Failure failure -> new Fetched.Missed(failure);
      case FetchAnswer.Received(long length, boolean totalNamed) ->
          totalNamed && !secondFetch.isDue(chunk.documentId())
              ? new Fetched.Whole(incoming.complete(), true, false, true)
              : twice(chunk, url, wanted, incoming, totalNamed);
    };
  }

  /**
   * L0 and L4: what names no length is believed only if it comes a second time, equal, and so is
   * what the policy asks to be fetched twice. That is worth waiting for; once the chunk is at risk
   * it is kept all the same, unproved.
   */
  private Fetched twice(
      ClaimedChunk chunk, String url, Wanted wanted, Incoming incoming, boolean totalNamed) {
    Digest digest = incoming.complete();
    DigestSink sink = new DigestSink(run.meter());
    FetchAnswer answer = fetchPatiently(chunk, url, wanted, sink);
    return switch (answer) {
      case Failure.Stopped stopped -> new Fetched.Missed(stopped);
      case Failure failure ->
          !policy.isAtRisk(chunk)
              ? new Fetched.Missed(failure)
              : new Fetched.Whole(digest, totalNamed, false, false);
      case FetchAnswer.Received received -> compared(digest, sink.digest(), totalNamed);
    };
  }

  private static Fetched compared(Digest first, Digest second, boolean totalNamed) {
    return second.equals(first)
        ? new Fetched.Whole(first, totalNamed, true, true)
        : new Fetched.Missed(
            new Failure.Truncated(
                "two fetches differ: %d bytes with SHA-256 %s and %d bytes with %s"
                    .formatted(first.length(), first.sha256(), second.length(), second.sha256())));
  }

  private FetchAnswer fetchPatiently(ClaimedChunk chunk, String url, Wanted wanted, ByteSink sink) {
    Duration wait = firstWait;
    for (int tries = 1; ; tries++) {
      FetchAnswer answer = source.fetch(chunk.resource(), url, wanted, sink);
      run.meter().tried();
      Duration needed = momentary(answer, wait);
      if (needed == null || tries == TRIES || run.pause(needed)) {
        return answer;
      }
      sink.restart();
      wait = wait.multipliedBy(2);
    }
  }

  /** How long to wait for trouble that may be over in a moment; null if it will take longer. */
  private static @Nullable Duration momentary(FetchAnswer answer, Duration usual) {
    Duration wait =
        switch (answer) {
          case Failure.Unreachable unreachable -> usual;
          case Failure.Empty empty -> usual;
          case Failure.Truncated truncated -> usual;
          case Failure.SourceError error -> error.retryAfter() == null ? usual : error.retryAfter();
          case Failure.Throttled throttled -> throttled.retryAfter();
          case FetchAnswer.Received received -> null;
          case Failure failure -> null;
        };
    return wait == null || wait.compareTo(LONGEST_WAIT) > 0 ? null : wait;
  }

  /** Fills an arriving file. */
  private record IncomingSink(Incoming incoming, RunMeter meter) implements ByteSink {

    @Override
    public void restart() {
      incoming.restart();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      incoming.write(bytes, offset, length);
      meter.received(length);
    }
  }
}
