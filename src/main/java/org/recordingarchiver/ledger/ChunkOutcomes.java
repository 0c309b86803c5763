package org.recordingarchiver.ledger;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Ends tries at chunks. */
@Component
public class ChunkOutcomes {

  private final JdbcClient jdbc;
  private final HeldWrites writes;
  private final ArchivedChunks archivedChunks;
  private final QuarantinedFiles quarantined;
  private final EntityManager entities;
  private final HeldRows<Archived> rows;

  ChunkOutcomes(
      JdbcClient jdbc,
      HolderTime time,
      PlatformTransactionManager transactionManager,
      HeldWrites writes,
      ArchivedChunks archivedChunks,
      QuarantinedFiles quarantined,
      @Lazy EntityManager entities) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.archivedChunks = archivedChunks;
    this.quarantined = quarantined;
    this.entities = entities;
    this.rows = new HeldRows<>(time, transactionManager, this::writeArchived);
  }

  private record Archived(Settlement settlement, ArchivedChunks.Archived chunk) {}

  /**
   * Records how a try ended; durable when this returns.
   *
   * @param store the store that keeps what was archived
   * @throws LeaseLostException if the chunk is not held by that claim any more
   */
  public void settle(Settlement settlement, String store) {
    ClaimedChunk claim = settlement.chunk();
    String place = claim.recording().keyDigest();
    switch (settlement.outcome()) {
      case Outcome.Archived archived ->
          rows.commit(
              claim.holder(),
              place,
              new Archived(
                  settlement,
                  new ArchivedChunks.Archived(claim, store, archived.proof(), archived.kept())));
      case Outcome.Failed failed -> settleUnarchived(settlement, store, true);
      case Outcome.Lost lost -> settleUnarchived(settlement, store, true);
      case Outcome.Waits waits -> settleUnarchived(settlement, store, false);
      case Outcome.GivenBack givenBack -> settleUnarchived(settlement, store, false);
    }
  }

  private void writeArchived(List<Archived> group, Instant now) {
    archivedChunks.archive(group.stream().map(Archived::chunk).toList(), now);
    List<Settlement> settled = group.stream().map(Archived::settlement).toList();
    noteTries(settled, now);
    noteInBatches(settled);
    group.forEach(each -> keepApart(each.settlement(), each.chunk().store(), now));
  }

  private void noteTries(List<Settlement> settled, Instant now) {
    jdbc.sql(
            """
            insert into attempt (chunk, number, batch, run, holder, started_at, ended_at, bytes, outcome)
            select v.chunk, v.number, v.batch, v.run, v.holder, v.started_at::timestamptz, :now::timestamptz,
                   v.bytes, 'ARCHIVED'
            from unnest(:chunks, :numbers, :batches, :runs, :holders, :starts, :bytes)
              as v (chunk, number, batch, run, holder, started_at, bytes)
            """)
        .param("chunks", Column.number(settled, it -> it.chunk().id()))
        .param("numbers", Column.number(settled, it -> it.chunk().fence()))
        .param("batches", Column.number(settled, it -> it.chunk().batch()))
        .param("runs", Column.number(settled, Settlement::run))
        .param("holders", Column.number(settled, it -> it.chunk().holder()))
        .param("starts", Column.value(settled, it -> now.minus(it.took())))
        .param("bytes", Column.number(settled, Settlement::bytes))
        .param("now", now.toString())
        .update();
  }

  private void noteInBatches(List<Settlement> settled) {
    jdbc.sql(
            """
            update batch_chunk b set outcome = 'ARCHIVED', cause = null, bytes = v.bytes
            from unnest(:batches, :chunks, :bytes) as v (batch, chunk, bytes)
            where b.batch = v.batch and b.chunk = v.chunk
            """)
        .param("batches", Column.number(settled, it -> it.chunk().batch()))
        .param("chunks", Column.number(settled, it -> it.chunk().id()))
        .param("bytes", Column.number(settled, Settlement::bytes))
        .update();
  }

  private void settleUnarchived(Settlement settlement, String store, boolean concernsRecording) {
    ClaimedChunk claim = settlement.chunk();
    List<Long> chunk = List.of(claim.id());
    writes.commit(
        claim.holder(),
        claim.recording().keyDigest(),
        new HeldWrites.Needs(concernsRecording ? chunk : List.of(), chunk, claim.batch()),
        now -> write(settlement, store, concernsRecording, now));
  }

  private void write(Settlement settlement, String store, boolean concernsRecording, Instant now) {
    ClaimedChunk claim = settlement.chunk();
    Chunk chunk = writes.chunk(claim.id());
    chunk.settle(claim, settlement.outcome(), now);
    if (concernsRecording) {
      writes.recording(chunk.recording()).chunkSettled();
    }
    entities.persist(new Attempt(settlement, now));
    entities
        .find(BatchChunk.class, new BatchChunk.Key(claim.batch(), claim.id()))
        .settle(settlement);
    keepApart(settlement, store, now);
  }

  private void keepApart(Settlement settlement, String store, Instant now) {
    settlement
        .quarantined()
        .forEach(file -> quarantined.keep(settlement.chunk(), store, file, now));
  }
}
