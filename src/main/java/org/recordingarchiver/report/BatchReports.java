package org.recordingarchiver.report;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Tells of batches in full. Reads only; each answer is one snapshot of the database. */
@Component
public class BatchReports {

  /** Runs of a batch that a report shows. */
  public static final int MOST_RUNS = 20;

  /** Chunks in trouble that a report shows. */
  public static final int MOST_FAILURES = 1_000;

  private static final int MOST_TRIES = 5;

  private final JdbcClient jdbc;
  private final BatchQueries batches;
  private final BatchChunkQueries chunks;

  BatchReports(JdbcClient jdbc) {
    this.jdbc = jdbc;
    batches = new BatchQueries(jdbc);
    chunks = new BatchChunkQueries(jdbc);
  }

  /** Of the newest batch, empty if there is none yet. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Optional<BatchReport> latest() {
    return jdbc.sql(
            """
            select job_instance_id from batch_job_instance
            where job_name = 'archiveRecordings' order by job_instance_id desc limit 1\
            """)
        .query(Long.class)
        .optional()
        .flatMap(this::read);
  }

  /** Of one batch, empty if the job repository has none with that number. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Optional<BatchReport> of(long batch) {
    return read(batch);
  }

  private Optional<BatchReport> read(long batch) {
    return batches.head(batch).map(this::withDetails);
  }

  private BatchReport withDetails(BatchReport head) {
    long batch = head.batch();
    List<BatchReport.Failure> failures = chunks.failures(batch, MOST_FAILURES);
    long more = failures.size() < MOST_FAILURES ? 0 : chunks.troubled(batch) - failures.size();
    return new BatchReport(
        batch,
        head.run(),
        head.status(),
        head.exitMessage(),
        head.startedAt(),
        head.endedAt(),
        head.runs(),
        head.chunks(),
        batches.runs(batch, MOST_RUNS),
        chunks.outcomes(batch),
        failures,
        more,
        chunks.slowest(batch, MOST_TRIES));
  }
}
