package org.recordingarchiver.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The views say what the tables hold. */
class ReportViewsIT {

  private final TestDatabase database = TestPostgres.migrated();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  private final LedgerRows rows = new LedgerRows(jdbc);

  @BeforeEach
  void migrate() {
    rows.begin();
  }

  /** Their columns, with a blank between; nulls are left out. */
  private List<String> rows(String sql) {
    return jdbc.sql("select q::text from (" + sql + ") q").query(String.class).list().stream()
        .map(row -> row.replaceAll("[()\"]", "").replaceAll("[,\\s]+", " ").strip())
        .toList();
  }

  @Test
  void countsAChunkOfABatchAsItIsNow() {
    rows.run(1, 1, "FAILED", "2026-01-05 07:00:00", "2026-01-05 07:10:00");
    rows.run(1, 2, "FAILED", "2026-01-05 08:00:00", "2026-01-05 08:10:00");
    rows.run(2, 3, "STARTED", "2026-01-05 09:00:00", null);
    rows.taken(1, rows.deleted("deleted"), "ARCHIVED", 10);
    rows.taken(1, rows.archived("kept", "NO_LOCATION"), "ARCHIVED", 20);
    rows.taken(1, rows.archived("archived by another since", null), "FAILED", 0);
    rows.taken(1, rows.queued("queued", "1 hour"), "WAITS", 0);
    rows.taken(1, rows.claimed("claimed", "1 hour"), "TAKEN", 0);
    rows.taken(1, rows.failed("failed", "1 hour"), "FAILED", 0);
    rows.taken(1, rows.lost("lost"), "LOST", 0);

    assertThat(
            rows(
                """
                select batch, run, runs, status, exit_message, started_at at time zone 'UTC', ended_at at time zone 'UTC',
                       chunks, archived, source_deleted, kept, waiting, failed, lost, acknowledged, bytes
                from report_batch order by batch
                """))
        .containsExactly(
            "1 2 2 FAILED run 2 2026-01-05 07:00:00 2026-01-05 08:10:00 7 3 1 1 2 1 1 0 30",
            "2 3 1 STARTED run 3 2026-01-05 09:00:00 0 0 0 0 0 0 0 0 0");
    rows.acknowledgeAll();
    assertThat(rows("select failed, lost, acknowledged from report_batch where batch = 1"))
        .containsExactly("0 0 2");
  }

  @Test
  void listsEveryChunkThatIsInTrouble() {
    rows.queued("untouched", "1 hour");
    rows.deleted("done");
    rows.archived("kept", "NO_LOCATION");
    long again = rows.queuedAgain("again", "1 hour");
    rows.taken(3, again, "WAITS", 0);
    rows.taken(4, again, "WAITS", 0);
    rows.failed("failed", "1 hour");
    rows.lost("lost");
    long unsealed = rows.archived("unsealed", null);
    jdbc.sql(
            """
            update recording set to_seal = true, seal_message = 'no room'
            where id = (select recording from chunk where id = ?)
            """)
        .param(unsealed)
        .update();
    long undeleted = rows.archived("undeleted", null);
    jdbc.sql("alter table source_deletion disable trigger user").update();
    jdbc.sql(
            """
            insert into source_deletion (chunk, url, content_sha256, metadata_sha256, attempts, cause, message)
            values (?, 'u', 's', 's', 2, 'SOURCE_ERROR', '503')
            """)
        .param(undeleted)
        .update();

    assertThat(
            rows(
                "select document_id, status, cause, attempts, message, batch from report_failure order by chunk"))
        .containsExactly(
            "again QUEUED UNREACHABLE 2 no route 4",
            "failed FAILED NOT_MEDIA 10",
            "lost LOST NOT_FOUND 3",
            "unsealed ARCHIVED 0 no room",
            "undeleted ARCHIVED SOURCE_ERROR 0 503");
  }

  @Test
  void sortsWhatWaitsByUrgency() {
    rows.queued("expired", "-1 minute");
    rows.queued("soon", "30 minutes");
    rows.queuedAgain("soon too", "40 minutes");
    rows.claimed("in work", "5 hours");
    rows.failed("failed", "11 hours");
    rows.archived("to be deleted", null);
    rows.archived("kept", "NO_LOCATION");
    rows.deleted("done");
    rows.lost("lost");

    assertThat(
            rows(
                "select resource, status, slack, chunks, tried_before from report_backlog order by least_slack"))
        .containsExactly(
            "contoso QUEUED expired 1 0",
            "contoso QUEUED 1 hour 2 1",
            "contoso ARCHIVED 1 hour 1 0",
            "contoso CLAIMED 6 hours 1 0",
            "contoso FAILED 12 hours 1 1");
  }

  @Test
  void tellsOfEachDayInUtcAlsoOfThoseOnWhichNothingHappened() {
    rows.deleted("done");
    jdbc.sql(
            """
            update event set received_at = '2026-01-05T23:59:59Z';
            update archive_copy set read_back_at = '2026-01-06T00:00:00Z';
            update source_deletion set receipt_at = '2026-01-07T23:59:59.999999Z';
            insert into attempt values
              (1, 1, 1, 1, 1, '2026-01-05T00:00:00Z', '2026-01-05T01:00:00Z', 0, 'FAILED', 'EMPTY', ''),
              (1, 2, 1, 1, 1, '2026-01-05T00:00:00Z', '2026-01-05T02:00:00Z', 0, 'WAITS', 'EMPTY', ''),
              (1, 3, 1, 1, 1, '2026-01-05T00:00:00Z', '2026-01-05T03:00:00Z', 9, 'ARCHIVED', null, '');
            insert into pruned_day values ('2026-01-04', 7, 1, 5, 2)
            """)
        .update();
    rows.run(1, 1, "FAILED", "2026-01-05 23:59:59", "2026-01-06 00:10:00");

    assertThat(rows("select * from report_day where day < '2026-01-09' order by day"))
        .containsExactly(
            // day, events, archived, bytes, deleted, tries, failed, lost, runs, failed runs
            "2026-01-04 0 0 0 0 5 2 0 7 1",
            "2026-01-05 1 0 0 0 2 1 0 1 1",
            "2026-01-06 0 1 10 0 0 0 0 0 0",
            "2026-01-07 0 0 0 1 0 0 0 0 0",
            "2026-01-08 0 0 0 0 0 0 0 0 0");
    assertThat(rows("select max(day) = (now() at time zone 'UTC')::date from report_day"))
        .containsExactly("t");
  }

  @Test
  void explainsEachViewToWhoReadsTheCatalogue() {
    assertThat(
            rows(
                """
                select c.relname from pg_class c
                where c.relkind = 'v' and c.relname like 'report%' and obj_description(c.oid) is null
                """))
        .isEmpty();
    assertThat(rows("select count(*) from pg_class where relkind = 'v' and relname like 'report%'"))
        .containsExactly("6");
  }
}
