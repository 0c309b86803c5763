package org.recordingarchiver.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The points inside a commit are called by what is committed. */
class HookedCommitsTests {

  private final List<String> reached = new ArrayList<>();

  @Test
  void namesWhatIsWrittenAndNotWhatIsOnlyLocked() throws SQLException {
    commit(
        "select d.chunk from source_deletion d where d.chunk=? for no key update of d",
        "update source_deletion set holder=? where chunk=?",
        "INSERT into attempt (chunk) values (?)",
        "insert into batch_chunk (batch) values (?) on conflict (batch) do update set cause = null");

    assertThat(reached)
        .containsExactly(
            "before commit update source_deletion, insert attempt, insert batch_chunk",
            "after commit update source_deletion, insert attempt, insert batch_chunk");
  }

  @Test
  void tellsAClaimFromAnUpdate() throws SQLException {
    commit(
        "with due as (select id from chunk for update skip locked) update chunk c set status = 'CLAIMED'");

    assertThat(reached).containsExactly("before commit claim chunk", "after commit claim chunk");
  }

  private void commit(String... statements) throws SQLException {
    try (Connection connection = new HookedCommits(idle(), reached::add).getConnection()) {
      for (String sql : statements) {
        try (var statement = connection.prepareStatement(sql)) {
          assertThat(statement).isNull();
        }
      }
      connection.commit();
    }
  }

  /** Takes everything and does nothing. */
  private static DataSource idle() {
    return new AbstractDataSource() {
      @Override
      public Connection getConnection() {
        return (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> null);
      }

      @Override
      public Connection getConnection(String user, String password) {
        return getConnection();
      }
    };
  }
}
