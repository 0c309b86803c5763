package org.recordingarchiver.archival;

import java.time.Clock;
import org.recordingarchiver.bag.Bags;
import org.recordingarchiver.ledger.Batches;
import org.recordingarchiver.ledger.ChangedCalls;
import org.recordingarchiver.ledger.ChunkOutcomes;
import org.recordingarchiver.ledger.ChunkQueue;
import org.recordingarchiver.ledger.Holders;
import org.recordingarchiver.ledger.KnownStores;
import org.recordingarchiver.ledger.PausedResources;
import org.recordingarchiver.ledger.RecordingsToSeal;
import org.recordingarchiver.ledger.Reruns;
import org.recordingarchiver.ledger.RetentionSettings;
import org.recordingarchiver.ledger.SourceDeletions;
import org.recordingarchiver.source.RecordingSource;
import org.recordingarchiver.store.ArchiveStore;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the job together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ArchiveSettings.class, RetrySettings.class, VerifySettings.class})
@Import({
  ActiveRun.class,
  HeldAcceptances.class,
  RunInTheWay.class,
  RunRecovery.class,
  RunStarter.class
})
class ArchivalConfiguration {

  /** Operators read the execution contexts: as JSON they can. */
  @Bean
  ExecutionContextSerializer executionContextSerializer() {
    return new JacksonExecutionContextStringSerializer();
  }

  @Bean
  JobParts jobParts(
      ChunkQueue queue,
      ChunkOutcomes outcomes,
      RecordingsToSeal recordings,
      ChangedCalls calls,
      SourceDeletions deletions,
      Batches batches,
      Holders holders,
      PausedResources paused,
      RecordingSource source,
      ArchiveStore store,
      Bags bags,
      ArchiveSettings settings,
      RetrySettings retries,
      RetentionSettings retention,
      VerifySettings verify) {
    return new JobParts(
        queue,
        outcomes,
        recordings,
        calls,
        deletions,
        batches,
        holders,
        paused,
        source,
        store,
        bags,
        settings,
        retries,
        retention,
        verify);
  }

  @Bean
  RunFrame runFrame(
      JobParts parts, RunStarter starter, KnownStores stores, ActiveRun active, Clock clock) {
    return new RunFrame(parts, starter, stores, active, clock);
  }

  @Bean
  JobStart jobStart(JobParts parts, JobRepository repository) {
    return new JobStart(parts, repository);
  }

  @Bean
  ArchiveRuns archiveRuns(JobParts parts, RunFrame frame, JobStart start) {
    return new JobArchiveRuns(parts, frame, start);
  }

  @Bean
  BatchReruns batchReruns(
      JobParts parts, RunFrame frame, JobStart start, JobRepository repository, Reruns reruns) {
    return new JobBatchReruns(parts, frame, start, repository, reruns);
  }
}
