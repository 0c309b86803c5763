package org.recordingarchiver.launch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Brings the database up to date at every start, and remembers what that meant. Where its history
 * says that it is, the migrations themselves are not read and compared: {@code migrate} does that.
 */
final class Migration implements FlywayMigrationStrategy {

  /** The newest file in db/migration, and how many there are. */
  static final String NEWEST = "V0023__hold_recordings_for_less.sql";

  static final int COUNT = 21;

  private static final String HISTORY = "flyway_schema_history";

  private @Nullable Flyway migrations;
  private @Nullable MigrateResult result;

  @Override
  public void migrate(Flyway flyway) {
    migrations = flyway;
    Configuration settings = flyway.getConfiguration();
    if (!isUsual(settings) || !isUpToDate(settings.getDataSource())) {
      result = flyway.migrate();
    }
  }

  /** Whoever has told Flyway to do more than our migrations gets it. */
  private static boolean isUsual(Configuration settings) {
    return settings.getTable().equals(HISTORY)
        && settings.getDefaultSchema() == null
        && settings.getSchemas().length == 0
        && settings.getLocations().length == 1
        && settings.getCallbacks().length == 0
        && settings.getConnectRetries() == 0
        && settings.getInitSql() == null;
  }

  /** Looks where Flyway does: another schema on the search path may hold another ledger. */
  private static boolean isUpToDate(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      return answer(
              statement,
              "select to_regclass(format('%I." + HISTORY + "', current_schema())) is not null")
          && answer(
              statement,
              """
              select count(*) = %d and bool_and(success) and max(script) = '%s'
              from %s where version is not null
              """
                  .formatted(COUNT, NEWEST, HISTORY));
    } catch (SQLException e) {
      throw new FlywayException("the history of the database can't be read: " + e.getMessage(), e);
    }
  }

  private static boolean answer(Statement statement, String question) throws SQLException {
    try (ResultSet answer = statement.executeQuery(question)) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** Compares with the migrations if that was not done yet; from which version to which. */
  String summary() {
    Flyway flyway = Objects.requireNonNull(migrations, "the database was not looked at");
    MigrateResult done = result == null ? flyway.migrate() : result;
    String from = done.initialSchemaVersion == null ? "empty" : done.initialSchemaVersion;
    return done.migrationsExecuted == 0
        ? "the database is up to date: version " + from
        : "the database was brought from %s to version %s (%d migrations)"
            .formatted(
                done.initialSchemaVersion == null ? "empty" : "version " + from,
                done.targetSchemaVersion,
                done.migrationsExecuted);
  }
}
