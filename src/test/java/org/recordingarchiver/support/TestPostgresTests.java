package org.recordingarchiver.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestPostgresTests {

  @Test
  void everyCallerHasADatabaseOfItsOwn() {
    JdbcClient first = JdbcClient.create(TestPostgres.fresh().dataSource());
    JdbcClient second = JdbcClient.create(TestPostgres.fresh().dataSource());

    first.sql("create table mine ()").update();

    assertThat(second.sql("select to_regclass('mine') is null").query(Boolean.class).single())
        .isTrue();
  }

  @Test
  void sessionsAreInAnotherZoneThanTheJvm() {
    JdbcClient database = JdbcClient.create(TestPostgres.fresh().dataSource());

    assertThat(database.sql("show timezone").query(String.class).single())
        .isEqualTo("America/St_Johns");
  }
}
