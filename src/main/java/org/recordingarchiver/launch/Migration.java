package org.recordingarchiver.launch;

import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/** Brings the database up to date at every start, and remembers what that meant. */
final class Migration implements FlywayMigrationStrategy {

  private @Nullable MigrateResult result;

  @Override
  public void migrate(Flyway flyway) {
    result = flyway.migrate();
  }

  /** From which version to which. */
  String summary() {
    MigrateResult done = Objects.requireNonNull(result, "the database was not looked at");
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
