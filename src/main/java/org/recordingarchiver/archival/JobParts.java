package org.recordingarchiver.archival;

import java.util.concurrent.ThreadLocalRandom;
import org.recordingarchiver.bag.Bags;
import org.recordingarchiver.ledger.Batches;
import org.recordingarchiver.ledger.ChangedCalls;
import org.recordingarchiver.ledger.ChunkOutcomes;
import org.recordingarchiver.ledger.ChunkQueue;
import org.recordingarchiver.ledger.Holders;
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
    RecordingSource source,
    ArchiveStore store,
    Bags bags,
    ArchiveSettings settings,
    RetrySettings retries,
    RetentionSettings retention) {

  SourcePolicy policy() {
    return new SourcePolicy(settings, retention);
  }

  ChunkArchiver chunkArchiver(Run run) {
    return new ChunkArchiver(
        run,
        new Fetcher(source, run),
        new CopyKeeper(store),
        policy(),
        retries,
        new RetryPlan(retries, () -> ThreadLocalRandom.current().nextDouble()));
  }

  SourceDeleter sourceDeleter(Run run) {
    return new SourceDeleter(run, new CopyInspector(store), deletions, source, policy(), retries);
  }
}
