package org.recordingarchiver.chaos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.simulator.ServedRequest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must be true of the ledger and the job repository when all is quiet again. */
final class LedgerVerdict {

  /** What must have no row, and what a row would mean. */
  private static final Map<String, String> NONE =
      Map.of(
          "a holder that never ended",
          "select id from holder where ended_at is null",
          "a run that is not told as ended",
          """
          select job_execution_id || ' ' || status from batch_job_execution
          where status not in ('COMPLETED', 'FAILED', 'STOPPED') or end_time is null
          """,
          "a step that is not told as ended",
          """
          select job_execution_id || ' ' || step_name || ' ' || status from batch_step_execution
          where status not in ('COMPLETED', 'FAILED', 'STOPPED') or end_time is null
          """,
          "a recording that is not sealed, or still held",
          """
          select id from recording r where to_seal or holder is not null or status <> 'SEALED'
          and exists (select 1 from chunk c where c.recording = r.id and c.status <> 'LOST')
          """,
          "a chunk that a batch took and never told of",
          "select batch || ' ' || chunk from batch_chunk where outcome = 'TAKEN'",
          "a permit without a receipt",
          "select chunk from source_deletion where receipt_at is null or holder is not null",
          "an event that was rejected",
          "select id from rejected_event");

  private static final String CHUNKS =
      """
      select c.document_id, c.status, c.content_sha256, c.metadata_sha256, d.permitted_at
      from chunk c left join source_deletion d on d.chunk = c.id
      """;

  private record Row(
      String documentId,
      String status,
      @Nullable String contentSha256,
      @Nullable String metadataSha256,
      @Nullable Instant permittedAt) {}

  private final World world;
  private final JdbcClient rows;

  private LedgerVerdict(World world, JdbcClient rows) {
    this.world = world;
    this.rows = rows;
  }

  static void pronounce(World world) {
    world
        .ledger()
        .look(rows -> {
          LedgerVerdict verdict = new LedgerVerdict(world, rows);
          verdict.judgeRests();
          verdict.judgeChunks();
          return true;
        });
  }

  private void object(String objection) {
    world.protocol().object(objection);
  }

  private void judgeRests() {
    NONE.forEach((what, sql) -> {
      List<String> found =
          rows.sql(sql).query((row, number) -> String.valueOf(row.getObject(1))).list();
      if (!found.isEmpty()) {
        object("the ledger has " + what + ": " + found);
      }
    });
  }

  private void judgeChunks() {
    Map<String, Row> known =
        rows.sql(CHUNKS).query((row, number) -> row(row)).list().stream()
            .collect(Collectors.toMap(Row::documentId, row -> row));
    if (known.size() != world.source().chunks().size()) {
      object(
          "%d chunks were announced, the ledger knows %d"
              .formatted(world.source().chunks().size(), known.size()));
    }
    world
        .source()
        .chunks()
        .values()
        .forEach(served -> judge(served, known.get(served.documentId())));
    world
        .source()
        .deletes()
        .forEach(delete -> judge(delete, known.get(world.source().of(delete).documentId())));
  }

  private static Row row(ResultSet row) throws SQLException {
    OffsetDateTime permitted = row.getObject(5, OffsetDateTime.class);
    return new Row(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        permitted == null ? null : permitted.toInstant());
  }

  private void judge(Served served, @Nullable Row row) {
    String expected = served.isExpired() ? "LOST" : "SOURCE_DELETED";
    if (row == null || !row.status().equals(expected)) {
      object("%s should be %s: %s".formatted(served.documentId(), expected, row));
    } else if (!served.isExpired() && !isProvedBy(row, served)) {
      object("proved by other bytes than were served: " + row);
    }
  }

  private static boolean isProvedBy(Row row, Served served) {
    return Archive.sha256(served.content()).equals(row.contentSha256())
        && Archive.sha256(served.metadata()).equals(row.metadataSha256());
  }

  /** Both clocks are this machine's. */
  private void judge(ServedRequest delete, @Nullable Row row) {
    if (row == null || row.permittedAt() == null || row.permittedAt().isAfter(delete.time())) {
      object("%s was sent without an earlier permit: %s".formatted(delete, row));
    }
  }
}
