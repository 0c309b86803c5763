package org.recordingarchiver.archival;

import java.util.ArrayList;
import java.util.List;
import org.recordingarchiver.archival.ArchivePlan.PlannedChunk;
import org.recordingarchiver.ledger.ChunkQueue.Part;
import org.recordingarchiver.ledger.ChunkQueue.Waiting;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/** Runs one new batch in this process. */
final class JobArchiveRuns implements ArchiveRuns {

  private final JobParts parts;
  private final RunFrame frame;
  private final JobStart start;

  JobArchiveRuns(JobParts parts, RunFrame frame, JobStart start) {
    this.parts = parts;
    this.frame = frame;
    this.start = start;
  }

  @Override
  public RunResult archive(ArchiveRequest request, RunObserver observer) {
    return frame.around(null, request, observer, this::execute);
  }

  private RunResult execute(Run run) {
    int limit = limit(run.request());
    QueueWork work = new QueueWork(run, parts.queue(), limit);
    return start.execute(run, work, parts.queue().due(limit), parameters(run));
  }

  private int limit(ArchiveRequest request) {
    Integer asked = request.limit();
    return asked == null ? parts.settings().batchSize() : asked;
  }

  private static JobParameters parameters(Run run) {
    return new JobParametersBuilder().addLong("holder", run.holder()).toJobParameters();
  }

  @Override
  public ArchivePlan plan(ArchiveRequest request) {
    int limit = limit(request);
    List<PlannedChunk> chunks = new ArrayList<>();
    for (Part part : Part.values()) {
      parts.queue().peek(part, limit - chunks.size()).stream()
          .map(it -> planned(it, request))
          .forEach(chunks::add);
    }
    long toSeal = parts.recordings().count() + parts.calls().recordings();
    return new ArchivePlan(chunks, parts.queue().waiting(), toSeal, start.deletionsDue());
  }

  private PlannedChunk planned(Waiting chunk, ArchiveRequest request) {
    boolean deletes = parts.policy().deletes() && !request.keepSource() && !chunk.keepSource();
    return new PlannedChunk(
        chunk.chunk(), chunk.resource(), chunk.documentId(), chunk.expiresAt(), deletes);
  }
}
