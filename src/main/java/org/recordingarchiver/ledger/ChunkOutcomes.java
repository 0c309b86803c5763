package org.recordingarchiver.ledger;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Ends tries at chunks. */
@Component
public class ChunkOutcomes {

  private final HeldWrites writes;
  private final Chunks chunks;
  private final Recordings recordings;
  private final QuarantinedFiles quarantined;
  private final EntityManager entities;

  ChunkOutcomes(
      HeldWrites writes,
      @Lazy Chunks chunks,
      @Lazy Recordings recordings,
      QuarantinedFiles quarantined,
      @Lazy EntityManager entities) {
    this.writes = writes;
    this.quarantined = quarantined;
    this.chunks = chunks;
    this.recordings = recordings;
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
    writes.commit(
        settlement.chunk().holder(),
        settlement.chunk().recording().keyDigest(),
        now -> write(settlement, store, now));
  }

  private void write(Settlement settlement, String store, Instant now) {
    ClaimedChunk claim = settlement.chunk();
    // Before the chunk, as the inbox does: else the two could wait for each other.
    tellRecording(claim.id(), settlement.outcome());
    Chunk chunk = chunks.findLockedById(claim.id()).orElseThrow();
    chunk.settle(claim, settlement.outcome(), now);
    entities.persist(new Attempt(settlement, now));
    entities
        .find(BatchChunk.class, new BatchChunk.Key(claim.batch(), claim.id()))
        .settle(settlement);
    settlement.quarantined().forEach(file -> quarantined.keep(claim, store, file, now));
    if (settlement.outcome() instanceof Outcome.Archived archived) {
      replaceCopy(new ArchiveCopy(claim, store, archived.proof(), now));
    }
  }

  private void replaceCopy(ArchiveCopy copy) {
    entities.merge(copy);
  }

  private void tellRecording(long chunk, Outcome outcome) {
    switch (outcome) {
      case Outcome.Archived archived ->
          recordings.findLockedByChunk(chunk).orElseThrow().chunkArchived();
      case Outcome.Failed failed ->
          recordings.findLockedByChunk(chunk).orElseThrow().chunkSettled();
      case Outcome.Lost lost -> recordings.findLockedByChunk(chunk).orElseThrow().chunkSettled();
      case Outcome.Waits waits -> {}
      case Outcome.GivenBack givenBack -> {}
    }
  }
}
