package org.recordingarchiver.ledger;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Ends tries at chunks. */
@Component
public class ChunkOutcomes {

  private final HeldWrites writes;
  private final QuarantinedFiles quarantined;
  private final EntityManager entities;

  ChunkOutcomes(HeldWrites writes, QuarantinedFiles quarantined, @Lazy EntityManager entities) {
    this.writes = writes;
    this.quarantined = quarantined;
    this.entities = entities;
  }

  /**
   * Makes ready what writing needs. Else the first write does, while others wait for it.
   *
   * @throws RuntimeException if the tables are not those that are expected
   */
  public void prepare() {
    entities.getEntityManagerFactory().getMetamodel();
  }

  /**
   * Records how a try ended; durable when this returns.
   *
   * @param store the store that keeps what was archived
   * @throws LeaseLostException if the chunk is not held by that claim any more
   */
  public void settle(Settlement settlement, String store) {
    ClaimedChunk claim = settlement.chunk();
    List<Long> chunk = List.of(claim.id());
    writes.commit(
        claim.holder(),
        claim.recording().keyDigest(),
        new HeldWrites.Needs(
            concernsRecording(settlement.outcome()) ? chunk : List.of(), chunk, claim.batch()),
        now -> write(settlement, store, now));
  }

  private void write(Settlement settlement, String store, Instant now) {
    ClaimedChunk claim = settlement.chunk();
    Chunk chunk = writes.chunk(claim.id());
    chunk.settle(claim, settlement.outcome(), now);
    if (concernsRecording(settlement.outcome())) {
      tell(writes.recording(chunk.recording()), settlement.outcome());
    }
    entities.persist(new Attempt(settlement, now));
    entities
        .find(BatchChunk.class, new BatchChunk.Key(claim.batch(), claim.id()))
        .settle(settlement);
    settlement.quarantined().forEach(file -> quarantined.keep(claim, store, file, now));
    if (settlement.outcome() instanceof Outcome.Archived archived) {
      writeCopy(claim, new ArchiveCopy(claim, store, archived.proof(), now));
    }
  }

  /** Only what was archived before can have a row already. */
  private void writeCopy(ClaimedChunk claim, ArchiveCopy copy) {
    if (claim.provedSha256() == null) {
      entities.persist(copy);
    } else {
      entities.merge(copy);
    }
  }

  private static boolean concernsRecording(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Archived archived -> true;
      case Outcome.Failed failed -> true;
      case Outcome.Lost lost -> true;
      case Outcome.Waits waits -> false;
      case Outcome.GivenBack givenBack -> false;
    };
  }

  private static void tell(Recording recording, Outcome outcome) {
    if (outcome instanceof Outcome.Archived) {
      recording.chunkArchived();
    } else {
      recording.chunkSettled();
    }
  }
}
