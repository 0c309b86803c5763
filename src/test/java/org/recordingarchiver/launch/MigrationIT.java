package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationIT {

  private final TestDatabase database = TestPostgres.fresh();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

  @BeforeEach
  void migrate() {
    new Migration().migrate(flyway("public"));
  }

  @Test
  void readsNoMigrationWhereTheHistoryIsCompleteUnlessItIsAsked() {
    jdbc.sql("update flyway_schema_history set checksum = 1 where version = '0002'").update();
    Migration migration = new Migration();

    migration.migrate(flyway("public"));

    assertThatThrownBy(migration::summary)
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("checksum mismatch");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          update flyway_schema_history set success = false where version = '0023' | 0023
          delete from flyway_schema_history where version = '0023'                | does not exist
          """)
  void asksFlywayWhereAMigrationFailedOrIsMissing(String change, String complaint) {
    jdbc.sql(change).update();

    assertThatThrownBy(() -> new Migration().migrate(flyway("public")))
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining(complaint);
  }

  /** Another ledger further along the search path is not ours. */
  @Test
  void looksForTheHistoryWhereFlywayKeepsIt() {
    jdbc.sql("create schema other").update();
    Migration migration = new Migration();

    migration.migrate(flyway("other,public"));

    assertThat(
            jdbc.sql("select count(*) from other.flyway_schema_history where version is not null")
                .query(Integer.class)
                .single())
        .isEqualTo(Migration.COUNT);
    assertThat(migration.summary()).contains("brought from empty to version 0023");
  }

  @Test
  void doesWhatElseFlywayWasTold() {
    Flyway told =
        Flyway.configure()
            .configuration(flyway("public").getConfiguration())
            .initSql("create table if not exists told (id int)")
            .load();

    new Migration().migrate(told);

    assertThat(jdbc.sql("select count(*) from told").query(Integer.class).single()).isZero();
  }

  /** Intake locks first recordings, then chunks. */
  @Test
  void meetsNoIntakeHalfWay() throws Exception {
    TestDatabase old = TestPostgres.fresh();
    Flyway before = flyway(old, "public");
    Flyway.configure().configuration(before.getConfiguration()).target("0021").load().migrate();
    try (Connection intake = old.dataSource().getConnection();
        ExecutorService migrating = Executors.newSingleThreadExecutor()) {
      intake.setAutoCommit(false);
      intake.createStatement().execute("lock table recording in row exclusive mode");
      Future<?> migrated = migrating.submit(() -> new Migration().migrate(before));
      await().until(() -> migrated.isDone() || isWaitedFor(old, "recording"));

      intake.createStatement().execute("lock table chunk in row exclusive mode");
      intake.commit();

      assertThatCode(migrated::get).doesNotThrowAnyException();
    }
  }

  private static boolean isWaitedFor(TestDatabase database, String table) {
    return JdbcClient.create(database.dataSource())
        .sql("select exists (select from pg_locks where not granted and relation = ?::regclass)")
        .param(table)
        .query(Boolean.class)
        .single();
  }

  private Flyway flyway(String schemas) {
    return flyway(database, schemas);
  }

  private static Flyway flyway(TestDatabase database, String schemas) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    source.setCurrentSchema(schemas);
    return Flyway.configure().dataSource(source).locations("classpath:db/migration").load();
  }
}
