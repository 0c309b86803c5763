package org.recordingarchiver.archival;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.source.ByteSink;
import org.recordingarchiver.source.Failure;
import org.recordingarchiver.source.FetchAnswer;
import org.recordingarchiver.source.RecordingSource;
import org.recordingarchiver.source.RecordingSource.Wanted;
import org.recordingarchiver.store.Digest;
import org.recordingarchiver.store.Incoming;
import org.recordingarchiver.store.Sha256;

/**
 * Fetches one file of a chunk into an arriving file of the store. Trouble that may be over in a
 * moment is waited for here, a few seconds at most; everything longer goes back to the queue.
 */
final class Fetcher {

  private static final int TRIES = 3;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);

  private final RecordingSource source;
  private final Run run;

  Fetcher(RecordingSource source, Run run) {
    this.source = source;
    this.run = run;
  }

  /** What came of a fetch. */
  sealed interface Fetched {

    /**
     * It is whole.
     *
     * @param confirmed an answer named its length, or a second fetch was equal
     * @param head its first bytes
     */
    record Whole(Digest digest, boolean confirmed, Head head) implements Fetched {

      /** What lies elsewhere says nothing about the object that would be deleted. */
      Whole at(ClaimedChunk.Location location) {
        return new Whole(digest, confirmed && location.ownObject(), head);
      }
    }

    /** It could not be had. */
    record Missed(Failure failure) implements Fetched {}
  }

  Fetched fetch(String resource, String url, Wanted wanted, Incoming incoming) {
    Head head = new Head(wanted == Wanted.METADATA);
    FetchAnswer answer =
        fetchPatiently(resource, url, wanted, new IncomingSink(incoming, head, run.meter()));
    return switch (answer) {
      case Failure failure -> new Fetched.Missed(failure);
      case FetchAnswer.Received received -> whole(resource, url, wanted, incoming, head, received);
    };
  }

  private Fetched whole(
      String resource,
      String url,
      Wanted wanted,
      Incoming incoming,
      Head head,
      FetchAnswer.Received received) {
    Digest digest = incoming.complete();
    if (received.totalNamed()) {
      return new Fetched.Whole(digest, true, head);
    }
    Digest second = fetchAgain(resource, url, wanted);
    if (second == null) {
      return new Fetched.Whole(digest, false, head);
    }
    return second.equals(digest)
        ? new Fetched.Whole(digest, true, head)
        : new Fetched.Missed(
            new Failure.Truncated(
                "no answer named the length, and two fetches differ: %d and %d bytes"
                    .formatted(digest.length(), second.length())));
  }

  /** L0: what names no length is believed only if it comes a second time, equal. */
  private @Nullable Digest fetchAgain(String resource, String url, Wanted wanted) {
    DigestSink sink = new DigestSink(run.meter());
    FetchAnswer answer = fetchPatiently(resource, url, wanted, sink);
    return answer instanceof FetchAnswer.Received ? sink.digest() : null;
  }

  private FetchAnswer fetchPatiently(String resource, String url, Wanted wanted, ByteSink sink) {
    Duration wait = FIRST_WAIT;
    for (int tries = 1; ; tries++) {
      FetchAnswer answer = source.fetch(resource, url, wanted, sink);
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
  private record IncomingSink(Incoming incoming, Head head, RunMeter meter) implements ByteSink {

    @Override
    public void restart() {
      incoming.restart();
      head.clear();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      incoming.write(bytes, offset, length);
      head.take(bytes, offset, length);
      meter.received(length);
    }
  }

  /** Keeps nothing but the digest. */
  private static final class DigestSink implements ByteSink {

    private final RunMeter meter;
    private final MessageDigest sha256 = newSha256();
    private long length;

    DigestSink(RunMeter meter) {
      this.meter = meter;
    }

    @Override
    public void restart() {
      sha256.reset();
      length = 0;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      sha256.update(bytes, offset, count);
      length += count;
      meter.received(count);
    }

    Digest digest() {
      return new Digest(length, new Sha256(HexFormat.of().formatHex(sha256.digest())));
    }

    private static MessageDigest newSha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
