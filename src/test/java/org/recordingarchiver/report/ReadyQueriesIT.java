package org.recordingarchiver.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recordingarchiver.ledger.InboxDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The operator's queries fit the tables. */
class ReadyQueriesIT {

  private static final JdbcClient ROWS = new InboxDatabase().jdbc();

  static List<Path> queries() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("db", "report"))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
      assertThat(found).hasSizeGreaterThan(3);
      return found;
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void fitTheTables(Path query) throws IOException {
    String sql = Files.readString(query);

    assertThat(
            ROWS.sql("select count(*) from (" + sql.replaceAll(";\\s*$", "") + ") q")
                .query(Long.class)
                .single())
        .isZero();
  }
}
