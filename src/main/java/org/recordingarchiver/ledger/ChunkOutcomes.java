package org.recordingarchiver.ledger;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Ends tries at chunks. */
@Component
public class ChunkOutcomes {

  private final JdbcClient jdbc;
  private final HeldWrites writes;
  private final ArchivedChunks archivedChunks;
  private final QuarantinedFiles quarantined;
  private final Chunks chunks;
  private final HeldRows<Archived> rows;

  ChunkOutcomes(
      JdbcClient jdbc,
      HolderTime time,
      PlatformTransactionManager transactionManager,
      HeldWrites writes,
      ArchivedChunks archivedChunks,
      QuarantinedFiles quarantined,
      Chunks chunks) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.archivedChunks = archivedChunks;
    this.quarantined = quarantined;
    this.chunks = chunks;
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
    note(group.stream().map(Archived::settlement).toList(), now);
    group.forEach(each -> keepApart(each.settlement(), each.chunk().store(), now));
  }

  private void settleUnarchived(Settlement settlement, String store, boolean concernsRecording) {
    ClaimedChunk claim = settlement.chunk();
    writes.commit(
        claim.holder(),
        claim.recording().keyDigest(),
        now -> {
          if (concernsRecording) {
            // Before the chunk, as the inbox does: else the two could wait for each other.
            touchRecording(claim.id());
          }
          Chunk chunk = chunks.findLockedById(claim.id()).orElseThrow();
          chunk.settle(claim, settlement.outcome(), now);
          chunks.write(chunk);
          note(List.of(settlement), now);
          keepApart(settlement, store, now);
        });
  }

  /** One of its chunks was settled without a copy: a bag that was sealed has to say so. */
  private void touchRecording(long chunk) {
    jdbc.sql(
            """
            update recording
            set status = 'OPEN', to_seal = to_seal or status = 'SEALED', revision = revision + 1
            where id = (select recording from chunk where id = ?)
            """)
        .param(chunk)
        .update();
  }

  /** As tries, and in their batches. */
  private void note(List<Settlement> settled, Instant now) {
    jdbc.sql(
            """
            insert into attempt
              (chunk, number, batch, run, holder, started_at, ended_at, bytes, outcome, cause, message)
            select v.chunk, v.number, v.batch, v.run, v.holder, v.started_at::timestamptz, :now::timestamptz,
                   v.bytes, v.outcome, v.cause, v.message
            from unnest(:chunks, :numbers, :batches, :runs, :holders, :starts, :bytes, :outcomes, :causes,
                        :messages)
              as v (chunk, number, batch, run, holder, started_at, bytes, outcome, cause, message)
            """)
        .param("chunks", Column.number(settled, it -> it.chunk().id()))
        .param("numbers", Column.number(settled, it -> it.chunk().fence()))
        .param("batches", Column.number(settled, it -> it.chunk().batch()))
        .param("runs", Column.number(settled, Settlement::run))
        .param("holders", Column.number(settled, it -> it.chunk().holder()))
        .param("starts", Column.value(settled, it -> now.minus(it.took())))
        .param("bytes", Column.number(settled, Settlement::bytes))
        .param("outcomes", outcomes(settled))
        .param("causes", causes(settled))
        .param("messages", Column.text(settled, it -> BatchOutcome.messageOf(it.outcome())))
        .param("now", now.toString())
        .update();
    jdbc.sql(
            """
            update batch_chunk b set outcome = v.outcome, cause = v.cause, bytes = v.bytes
            from unnest(:batches, :chunks, :bytes, :outcomes, :causes) as v (batch, chunk, bytes, outcome, cause)
            where b.batch = v.batch and b.chunk = v.chunk
            """)
        .param("batches", Column.number(settled, it -> it.chunk().batch()))
        .param("chunks", Column.number(settled, it -> it.chunk().id()))
        .param("bytes", Column.number(settled, Settlement::bytes))
        .param("outcomes", outcomes(settled))
        .param("causes", causes(settled))
        .update();
  }

  private static SqlArrayValue outcomes(List<Settlement> settled) {
    return Column.value(settled, it -> BatchOutcome.of(it.outcome()));
  }

  private static SqlArrayValue causes(List<Settlement> settled) {
    return Column.value(settled, it -> BatchOutcome.causeOf(it.outcome()));
  }

  private void keepApart(Settlement settlement, String store, Instant now) {
    settlement
        .quarantined()
        .forEach(file -> quarantined.keep(settlement.chunk(), store, file, now));
  }
}
