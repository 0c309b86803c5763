package org.recordingarchiver.archival;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.ledger.ClaimedChunk.Location;
import org.recordingarchiver.ledger.Outcome;
import org.recordingarchiver.ledger.QuarantinedFile;
import org.recordingarchiver.store.Incoming;
import org.recordingarchiver.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try at one chunk, at each of its locations if need be. No database is touched in here, and
 * whatever goes wrong is an outcome of this chunk alone.
 */
final class ChunkArchiver {

  private static final Logger log = LoggerFactory.getLogger(ChunkArchiver.class);

  /** What fails so many chunks in a row would fail the others too, and each costs a fetch. */
  private static final int STORE_FAILURES = 3;

  private final Tools tools;
  private final AtomicInteger storeFailures = new AtomicInteger();

  ChunkArchiver(Tools tools) {
    this.tools = tools;
  }

  Tried archive(ClaimedChunk chunk) {
    if (chunk.locations().isEmpty()) {
      return Tried.ended(
          failed(chunk, Trouble.lasting(Cause.NO_LOCATION, "the event names no location")));
    }
    List<QuarantinedFile> quarantined = new ArrayList<>();
    Outcome outcome = outcome(chunk, quarantined);
    return outcome instanceof Outcome.Lost lost
        ? lostUnlessKept(chunk, lost, quarantined)
        : new Tried(outcome, quarantined);
  }

  private Outcome outcome(ClaimedChunk chunk, List<QuarantinedFile> quarantined) {
    List<Location> locations = locationsInTurn(chunk);
    Outcome outcome = tryAt(chunk, locations.getFirst(), quarantined);
    for (int i = 1; i < locations.size() && isLastWord(outcome); i++) {
      outcome = tryAt(chunk, locations.get(i), quarantined);
    }
    return outcome;
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

  private Outcome tryAt(ClaimedChunk chunk, Location location, List<QuarantinedFile> quarantined) {
    try (Incoming metadata = tools.keeper().receive(tools.run());
        Incoming content = tools.keeper().receive(tools.run())) {
      Outcome outcome = new Trial(tools, chunk, location, metadata, content, quarantined).outcome();
      if (outcome instanceof Outcome.Archived) {
        storeFailures.set(0);
      }
      return outcome;
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

  /**
   * LOST is said only if the archive holds no copy: neither one that an earlier, killed run had put
   * there, nor a damaged one. One that was proved once and is damaged now is none.
   */
  private Tried lostUnlessKept(
      ClaimedChunk chunk, Outcome.Lost lost, List<QuarantinedFile> quarantined) {
    try {
      Optional<Outcome> kept =
          tools
              .keeper()
              .find(chunk)
              .map(proof -> new Outcome.Archived(proof, SourcePolicy.EXPIRED));
      if (kept.isPresent()) {
        return new Tried(kept.get(), quarantined);
      }
      return tools
          .keeper()
          .findQuarantined(chunk)
          .map(file -> new Tried(quarantinedOnly(file), withOne(quarantined, file)))
          .orElse(new Tried(lost, quarantined));
    } catch (StoreException e) {
      return new Tried(storeFailed(chunk, e), quarantined);
    }
  }

  private static List<QuarantinedFile> withOne(List<QuarantinedFile> files, QuarantinedFile more) {
    List<QuarantinedFile> all = new ArrayList<>(files);
    all.add(more);
    return all;
  }

  private static Outcome quarantinedOnly(QuarantinedFile file) {
    return new Outcome.Failed(
        file.cause(),
        "its time at the source is over; a copy that failed its check is kept as " + file.key(),
        null);
  }

  private Outcome storeFailed(ClaimedChunk chunk, StoreException e) {
    Trouble trouble = Trouble.of(e);
    if (e instanceof StoreException.Full
        || e instanceof StoreException.Unavailable
        || (e instanceof StoreException.Failed
            && storeFailures.incrementAndGet() >= STORE_FAILURES)) {
      tools.run().takeNoMore(trouble.cause() + ": " + trouble.message());
    }
    return failed(chunk, trouble);
  }

  private Outcome failed(ClaimedChunk chunk, Trouble trouble) {
    return tools.retries().afterFailure(chunk, trouble);
  }
}
