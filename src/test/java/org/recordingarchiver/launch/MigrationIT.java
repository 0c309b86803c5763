package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
          update flyway_schema_history set success = false where version = '0022' | 0022
          delete from flyway_schema_history where version = '0022'                | already exists
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
    assertThat(migration.summary()).contains("brought from empty to version 0022");
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

  private Flyway flyway(String schemas) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    source.setCurrentSchema(schemas);
    return Flyway.configure().dataSource(source).locations("classpath:db/migration").load();
  }
}
