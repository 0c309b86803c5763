package org.recordingarchiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class JobRepositoryDdlTests {

  @Test
  void theFirstMigrationIsTheSchemaThatSpringBatchShips() throws IOException {
    String shipped = text("org/springframework/batch/core/schema-postgresql.sql");

    String migration = text("db/migration/V0001__create_batch_job_repository.sql");

    assertThat(migration).startsWith("-- ");
    assertThat(migration.substring(migration.indexOf('\n') + 1)).isEqualTo(shipped);
  }

  private static String text(String resource) throws IOException {
    return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
  }
}
