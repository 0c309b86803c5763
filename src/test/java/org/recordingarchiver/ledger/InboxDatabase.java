package org.recordingarchiver.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.recordingarchiver.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A migrated database of its own, its inbox, and what is in it. */
public final class InboxDatabase {

  private final DataSource dataSource = TestPostgres.migrated().dataSource();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);

  public Inbox inbox() {
    return inbox(Duration.ofHours(24));
  }

  Inbox inbox(Duration retention) {
    RetentionSettings settings = new RetentionSettings(retention, Duration.ofHours(6));
    return new PostgresInbox(jdbc, new JdbcTransactionManager(dataSource), settings);
  }

  public JdbcClient jdbc() {
    return jdbc;
  }

  public long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  public Map<String, Object> row(String sql) {
    return jdbc.sql(sql).query().singleRow();
  }

  /** Every row of every table of ours as text. */
  public String dump() {
    List<String> tables =
        jdbc.sql(
                """
                select table_name from information_schema.tables
                where table_schema = 'public' and table_type = 'BASE TABLE' order by 1
                """)
            .query(String.class)
            .list();
    return tables.stream().map(this::dump).collect(Collectors.joining("\n"));
  }

  private String dump(String table) {
    String bytes =
        table.equals("event") || table.equals("rejected_event")
            ? "encode(body, 'escape') || ' ' || "
            : "";
    return table
        + jdbc.sql("select " + bytes + "t::text from " + table + " t").query(String.class).list();
  }
}
