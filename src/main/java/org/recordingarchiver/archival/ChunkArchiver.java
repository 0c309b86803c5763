package org.recordingarchiver.archival;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.archival.Fetcher.Fetched;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.ledger.ClaimedChunk.Location;
import org.recordingarchiver.ledger.Outcome;
import org.recordingarchiver.ledger.Proof;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.recordingarchiver.source.Failure;
import org.recordingarchiver.source.RecordingSource.Wanted;
import org.recordingarchiver.store.Incoming;
import org.recordingarchiver.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try at one chunk: fetch, check, keep, read back. No database is touched in here, and whatever
 * goes wrong is an outcome of this chunk alone.
 *
 * <p>Metadata comes first: it is small and says what the content is. Content whose metadata is not
 * to be had is archived without it; its source is then never deleted.
 */
final class ChunkArchiver {

  private static final Logger log = LoggerFactory.getLogger(ChunkArchiver.class);

  private final Run run;
  private final Fetcher fetcher;
  private final CopyKeeper keeper;
  private final SourcePolicy policy;
  private final RetryPlan retries;
  private final RetrySettings settings;

  ChunkArchiver(
      Run run,
      Fetcher fetcher,
      CopyKeeper keeper,
      SourcePolicy policy,
      RetrySettings settings,
      RetryPlan retries) {
    this.run = run;
    this.fetcher = fetcher;
    this.keeper = keeper;
    this.policy = policy;
    this.settings = settings;
    this.retries = retries;
  }

  Outcome archive(ClaimedChunk chunk) {
    if (chunk.locations().isEmpty()) {
      return failed(chunk, new Trouble(Cause.NO_LOCATION, "the event names no location", null));
    }
    List<Location> locations = locationsInTurn(chunk);
    Outcome outcome = tryAt(chunk, locations.getFirst());
    for (int i = 1; i < locations.size() && isLastWord(outcome); i++) {
      outcome = tryAt(chunk, locations.get(i));
    }
    return outcome instanceof Outcome.Lost lost ? lostUnlessKept(chunk, lost) : outcome;
  }

  /** Other URLs that later events named are tried in turn after a failure. */
  private static List<Location> locationsInTurn(ClaimedChunk chunk) {
    List<Location> locations = new ArrayList<>(chunk.locations());
    Collections.rotate(locations, -(chunk.attempts() % locations.size()));
    return locations;
  }

  /** A chunk is not given up before each of its locations was asked. */
  private static boolean isLastWord(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Lost lost -> true;
      case Outcome.Failed failed -> failed.nextTry() == null;
      case Outcome.Archived archived -> false;
      case Outcome.Waits waits -> false;
      case Outcome.GivenBack givenBack -> false;
    };
  }

  private Outcome tryAt(ClaimedChunk chunk, Location location) {
    try (Incoming metadata = keeper.receive(run);
        Incoming content = keeper.receive(run)) {
      return fetchBoth(chunk, location, metadata, content);
    } catch (StoreException e) {
      return storeFailed(chunk, e);
    } catch (ReadBackMismatchException e) {
      return failed(
          chunk, new Trouble(Cause.READ_BACK_MISMATCH, String.valueOf(e.getMessage()), null));
    } catch (RuntimeException e) {
      log.error("{}: a fault of this program; the chunk waits, the others go on", chunk.label(), e);
      return failed(chunk, new Trouble(Cause.SOURCE_ERROR, "not foreseen: " + e, null));
    }
  }

  private Outcome fetchBoth(
      ClaimedChunk chunk, Location location, Incoming metadata, Incoming content) {
    Fetched fetchedMetadata = fetchMetadata(chunk, location, metadata);
    if (fetchedMetadata instanceof Fetched.Missed missed && !goesOnWithout(chunk, missed)) {
      return missed(chunk, missed.failure(), "metadata: ");
    }
    Fetched fetched = fetcher.fetch(chunk.resource(), location.content(), Wanted.CONTENT, content);
    return switch (fetched) {
      case Fetched.Missed missed -> missed(chunk, missed.failure(), "content: ");
      case Fetched.Whole whole ->
          keep(chunk, wholeOrNull(fetchedMetadata), metadata, whole.at(location), content);
    };
  }

  private Fetched fetchMetadata(ClaimedChunk chunk, Location location, Incoming metadata) {
    String url = location.metadata();
    return url == null
        ? new Fetched.Missed(new Failure.RefusedUrl("the event names no metadataLocation"))
        : fetcher.fetch(chunk.resource(), url, Wanted.METADATA, metadata);
  }

  /** Content must not be lost for the want of its metadata (DESIGN section 4). */
  private boolean goesOnWithout(ClaimedChunk chunk, Fetched.Missed missed) {
    return switch (missed.failure()) {
      case Failure.Stopped stopped -> false;
      case Failure.RefusedUrl never -> true;
      case Failure.NotOurs never -> true;
      case Failure.NotFound absent ->
          policy.isAtRisk(chunk) || chunk.badAnswers() + 1 >= settings.attempts();
      case Failure failure -> policy.isAtRisk(chunk);
    };
  }

  private Outcome keep(
      ClaimedChunk chunk,
      Fetched.@Nullable Whole metadata,
      Incoming arrivedMetadata,
      Fetched.Whole content,
      Incoming arrivedContent) {
    CopyKeeper.Names names = CopyKeeper.names(chunk, metadata, content);
    ProvedFile keptMetadata =
        metadata == null ? null : keeper.keep(arrivedMetadata, metadata.digest(), names.metadata());
    ProvedFile keptContent = keeper.keep(arrivedContent, content.digest(), names.content());
    boolean confirmed = content.confirmed() && (metadata == null || metadata.confirmed());
    Proof proof = new Proof(Proof.Level.L2, keptContent, keptMetadata, confirmed);
    return new Outcome.Archived(proof, policy.keepBecause(chunk, proof));
  }

  private Outcome missed(ClaimedChunk chunk, Failure failure, String part) {
    if (failure instanceof Failure.Stopped stopped) {
      return new Outcome.GivenBack(stopped.message());
    }
    Trouble trouble = Trouble.of(failure);
    return failed(
        chunk, new Trouble(trouble.cause(), part + trouble.message(), trouble.retryAfter()));
  }

  /**
   * LOST is said only if the archive holds no copy that an earlier, killed run had put there. One
   * that was proved once and is damaged now is none.
   */
  private Outcome lostUnlessKept(ClaimedChunk chunk, Outcome.Lost lost) {
    try {
      return keeper
          .find(chunk)
          .<Outcome>map(proof -> new Outcome.Archived(proof, SourcePolicy.EXPIRED))
          .orElse(lost);
    } catch (StoreException e) {
      return storeFailed(chunk, e);
    }
  }

  private Outcome storeFailed(ClaimedChunk chunk, StoreException e) {
    Trouble trouble = Trouble.of(e);
    if (e instanceof StoreException.Full || e instanceof StoreException.Unavailable) {
      run.takeNoMore(trouble.cause() + ": " + trouble.message());
    }
    return failed(chunk, trouble);
  }

  private Outcome failed(ClaimedChunk chunk, Trouble trouble) {
    return retries.afterFailure(chunk, trouble.cause(), trouble.message(), trouble.retryAfter());
  }

  private static Fetched.@Nullable Whole wholeOrNull(Fetched fetched) {
    return fetched instanceof Fetched.Whole whole ? whole : null;
  }
}
