package org.recordingarchiver.chaos;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.recordingarchiver.support.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database on a server that is restarted. */
final class ServerLedger implements Ledger {

  private final OwnServer server;
  private final TestDatabase database;

  ServerLedger(OwnServer server) {
    this.server = server;
    this.database = server.database();
  }

  @Override
  public List<String> settings() {
    return List.of(
        "--spring.datasource.url=" + database.url(),
        "--spring.datasource.username=" + database.user(),
        "--spring.datasource.password=" + database.password());
  }

  @Override
  public <T> T look(Function<JdbcClient, T> question) {
    JdbcClient rows = JdbcClient.create(database.dataSource());
    Awaitility.await()
        .forever()
        .ignoreExceptions()
        .until(() -> rows.sql("select 1").query(Integer.class).single() == 1);
    return question.apply(rows);
  }

  @Override
  public String strike(RandomGenerator random) {
    switch (random.nextInt(3)) {
      case 0 -> server.restart("fast");
      case 1 -> server.restart("immediate");
      default -> {
        server.postmaster().killAChild(random);
        return "killed a process of PostgreSQL";
      }
    }
    return "restarted PostgreSQL";
  }

  @Override
  public void close() {}
}
