package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real jar, on batches of the job repository. */
@Order(1)
class ReportCommandIT {

  private final TestDatabase database = TestPostgres.fresh();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  @TempDir private Path directory;

  @Test
  void reportsBatchesAndPrunesThem() {
    Ran none = run("report", "--json");
    Ran silent = run("status", "--check", "--max-age", "2h");
    batch(7, 100);
    batch(8, 0);
    Ran checked = run("status", "--check", "--max-age", "2h", "--json");

    Ran latest = run("report");
    Ran json = run("report", "7", "--json");
    Ran dry = run("prune", "--keep", "90d", "--dry-run");
    Ran pruned = run("prune", "--keep", "90d");
    Ran unknown = run("report", "7");

    assertThat(none.code()).as(none.toString()).isZero();
    assertThat(none.out()).isEqualTo("{\"batch\":null}\n");
    assertThat(none.err()).isEqualTo("There is no batch yet: `archive` makes the first.\n");
    assertThat(silent.code()).as(silent.toString()).isEqualTo(3);
    assertThat(checked.code()).as(checked.toString()).isZero();
    assertThat(checked.out()).startsWith("{\"queue\":{\"queued\":0,").hasLineCount(1);
    assertThat(latest.code()).as(latest.toString()).isZero();
    assertThat(latest.out()).startsWith("batch 8  COMPLETED  nothing to archive\n");
    assertThat(latest.err()).isEmpty();
    assertThat(json.code()).isZero();
    assertThat(json.out())
        .startsWith("{\"batch\":7,\"run\":7,\"status\":\"COMPLETED\",")
        .hasLineCount(1);
    assertThat(dry.code()).as(dry.toString()).isZero();
    assertThat(dry.out())
        .startsWith("would remove what ended before ")
        .contains("\n  1 batch with 1 run and 0 steps\n");
    assertThat(pruned.code()).as(pruned.toString()).isZero();
    assertThat(pruned.out())
        .startsWith("removed what ended before ")
        .contains("\n  1 batch with 1 run and 0 steps\n");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.out()).isEmpty();
    assertThat(unknown.err())
        .isEqualTo(
            "recording-archiver: there is no batch 7 in the job repository; `status` lists the last"
                + " ones, db/report/batches.sql more; old ones may have been pruned\n");
  }

  private void batch(long batch, int daysAgo) {
    jdbc.sql("insert into batch_job_instance values (?, 0, 'archiveRecordings', ?)")
        .params(batch, String.valueOf(batch))
        .update();
    jdbc.sql(
            """
            insert into batch_job_execution
            select :batch, 0, :batch, t.ended, t.ended, t.ended, 'COMPLETED', 'COMPLETED',
                   'nothing to archive', t.ended
            from (select (now() at time zone 'UTC') - make_interval(days => :daysAgo) as ended) t
            """)
        .param("batch", batch)
        .param("daysAgo", daysAgo)
        .update();
  }

  private Ran run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--spring.datasource.url=" + database.url());
    return Ran.launcher(
        directory,
        Map.of(
            "SPRING_DATASOURCE_USERNAME", database.user(),
            "SPRING_DATASOURCE_PASSWORD", database.password()),
        all.toArray(String[]::new));
  }
}
