package org.recordingarchiver.archival;

import java.util.concurrent.ThreadLocalRandom;
import org.recordingarchiver.bag.Bags;
import org.recordingarchiver.ledger.Batches;
import org.recordingarchiver.ledger.ChangedCalls;
import org.recordingarchiver.ledger.ChunkOutcomes;
import org.recordingarchiver.ledger.ChunkQueue;
import org.recordingarchiver.ledger.Holders;
import org.recordingarchiver.ledger.PausedResources;
import org.recordingarchiver.ledger.RecordingsToSeal;
import org.recordingarchiver.ledger.RetentionSettings;
import org.recordingarchiver.ledger.SourceDeletions;
import org.recordingarchiver.source.RecordingSource;
import org.recordingarchiver.store.ArchiveStore;

/** The ledger's doors, the source, the store and the settings that the steps are made from. */
record JobParts(
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

  SourcePolicy policy() {
    return new SourcePolicy(settings, retries, retention);
  }

  ChunkArchiver chunkArchiver(Run run) {
    return new ChunkArchiver(
        new Tools(
            run,
            new Fetcher(source, run, policy(), retries.quickDelay(), verify.whichTwice()),
            new CopyKeeper(store, run.readBacks()),
            policy(),
            new RetryPlan(retries, () -> ThreadLocalRandom.current().nextDouble()),
            verify));
  }

  /** One for all steps of a run. */
  ResourceGate gate(Run run) {
    return new ResourceGate(
        paused.all(),
        new ResourceGate.Memory() {
          @Override
          public void paused(String resource, String message) {
            run.notePaused(resource);
            paused.pause(resource, run.holder(), message);
          }

          @Override
          public void resumed(String resource) {
            paused.resume(resource, run.holder());
          }
        });
  }

  SourceDeleter sourceDeleter(Run run, ResourceGate gate) {
    return new SourceDeleter(
        run,
        gate,
        new CopyInspector(store, run.readBacks()),
        deletions,
        source,
        policy(),
        retries,
        settings.lanes());
  }
}
