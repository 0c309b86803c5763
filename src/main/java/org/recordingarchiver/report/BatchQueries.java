package org.recordingarchiver.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.recordingarchiver.report.BatchReport.Run;
import org.recordingarchiver.report.BatchReport.Step;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the job repository says of a batch, and how many chunks it took. */
final class BatchQueries {

  private static final String STEPS =
      """
      select job_execution_id as run, step_name, status, start_time at time zone 'UTC' as started_at,
             end_time at time zone 'UTC' as ended_at, read_count, write_count, filter_count,
             read_skip_count + process_skip_count + write_skip_count as skip_count,
             coalesce(exit_message, '') as exit_message
      from batch_step_execution
      where job_execution_id = any (:runs) and step_name not like 'lane:%'
      order by step_execution_id\
      """;

  private final JdbcClient jdbc;

  BatchQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The batch without its details. */
  Optional<BatchReport> head(long batch) {
    return jdbc.sql("select * from report_batch where batch = :batch")
        .param("batch", batch)
        .query(BatchQueries::toHead)
        .optional();
  }

  /** Its latest runs, newest first. */
  List<Run> runs(long batch, int most) {
    List<Run> runs =
        jdbc.sql("select * from report_run where batch = :batch order by run desc limit :most")
            .param("batch", batch)
            .param("most", most)
            .query(BatchQueries::toRun)
            .list();
    Map<Long, List<Step>> steps = steps(runs.stream().map(Run::run).toList());
    return runs.stream().map(run -> with(run, steps.getOrDefault(run.run(), List.of()))).toList();
  }

  private record StepOf(long run, Step step) {}

  private Map<Long, List<Step>> steps(List<Long> runs) {
    return jdbc
        .sql(STEPS)
        .param("runs", Columns.ids(runs))
        .query((row, number) -> new StepOf(row.getLong("run"), toStep(row)))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                StepOf::run, Collectors.mapping(StepOf::step, Collectors.toList())));
  }

  private static BatchReport toHead(ResultSet row, int number) throws SQLException {
    return new BatchReport(
        row.getLong("batch"),
        row.getObject("run", Long.class),
        row.getString("status"),
        row.getString("exit_message"),
        Columns.instant(row, "started_at"),
        Columns.instant(row, "ended_at"),
        row.getLong("runs"),
        new BatchReport.Chunks(
            row.getLong("chunks"),
            row.getLong("archived"),
            row.getLong("source_deleted"),
            row.getLong("kept"),
            row.getLong("waiting"),
            row.getLong("failed"),
            row.getLong("lost"),
            row.getLong("acknowledged"),
            row.getLong("bytes")),
        List.of(),
        List.of(),
        List.of(),
        0,
        List.of());
  }

  private static Run toRun(ResultSet row, int number) throws SQLException {
    return new Run(
        row.getLong("run"),
        row.getString("status"),
        row.getString("exit_message"),
        Columns.instant(row, "started_at"),
        Columns.instant(row, "ended_at"),
        row.getLong("lanes"),
        row.getLong("taken"),
        row.getLong("archived"),
        row.getLong("not_archived"),
        row.getLong("given_back"),
        row.getLong("sealed"),
        row.getLong("deleted"),
        row.getString("host"),
        row.getObject("pid", Long.class),
        List.of());
  }

  private static Run with(Run run, List<Step> steps) {
    return new Run(
        run.run(),
        run.status(),
        run.exitMessage(),
        run.startedAt(),
        run.endedAt(),
        run.lanes(),
        run.taken(),
        run.archived(),
        run.notArchived(),
        run.givenBack(),
        run.sealed(),
        run.deleted(),
        run.host(),
        run.pid(),
        steps);
  }

  private static Step toStep(ResultSet row) throws SQLException {
    return new Step(
        row.getString("step_name"),
        row.getString("status"),
        Columns.instant(row, "started_at"),
        Columns.instant(row, "ended_at"),
        row.getLong("read_count"),
        row.getLong("write_count"),
        row.getLong("skip_count"),
        row.getLong("filter_count"),
        row.getString("exit_message"));
  }
}
