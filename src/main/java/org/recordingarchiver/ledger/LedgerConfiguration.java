package org.recordingarchiver.ledger;

import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Puts the ledger together; nothing is looked for on the class path. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
@Import({
  ArchivedChunks.class,
  Batches.class,
  Cases.class,
  ChangedCalls.class,
  ChunkOutcomes.class,
  ChunkQueue.class,
  Chunks.class,
  HeldWrites.class,
  HolderTime.class,
  Holders.class,
  KnownStores.class,
  PausedResources.class,
  PostgresInbox.class,
  Pruning.class,
  QuarantinedFiles.class,
  RecordingsToSeal.class,
  Reruns.class,
  Runs.class,
  SessionLimits.class,
  SourceDeletions.class
})
class LedgerConfiguration {

  /** Names PostgreSQL's errors when a commit fails, too. */
  @Bean
  JdbcTransactionManager transactionManager(
      DataSource database, SQLExceptionTranslator exceptions) {
    JdbcTransactionManager manager = new JdbcTransactionManager(database);
    manager.setExceptionTranslator(exceptions);
    return manager;
  }

  /** Spring Boot gives it to its JdbcTemplate. */
  @Bean
  static SQLExceptionTranslator postgresExceptions() {
    return new PostgresExceptions();
  }
}
