package org.recordingarchiver.archival;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recordingarchiver.ledger.CaseException;
import org.recordingarchiver.ledger.Cases;
import org.recordingarchiver.ledger.ChunkStatus;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.ledger.Decision;
import org.springframework.stereotype.Component;

/** Accepts as a holder, so that no run works on the same chunks. */
@Component
final class HeldAcceptances implements Acceptances {

  private final JobParts parts;
  private final Cases cases;
  private final RunFrame frame;

  HeldAcceptances(JobParts parts, Cases cases, RunFrame frame) {
    this.parts = parts;
    this.cases = cases;
    this.frame = frame;
  }

  @Override
  public List<String> accept(List<Long> chunks, Decision.Made made) {
    Map<Long, ChunkStatus> each = new LinkedHashMap<>();
    chunks.forEach(id -> each.put(id, cases.requireAcceptable(id)));
    return frame.around(
        null, ArchiveRequest.usual(), progress -> {}, run -> accept(each, made, run));
  }

  private List<String> accept(Map<Long, ChunkStatus> chunks, Decision.Made made, Run run) {
    Acceptance acceptance = new Acceptance(parts.store(), cases, run.store(), run.holderName());
    chunks.keySet().forEach(acceptance::require);
    List<String> keys = new ArrayList<>();
    chunks.forEach((id, was) -> {
      Optional<ClaimedChunk> claim = parts.queue().claimNamed(run.holder(), id);
      keys.add(acceptance.accept(claim.orElseThrow(() -> busy(id)), was, made));
      run.meter().settledOne();
    });
    return keys;
  }

  private static CaseException busy(long chunk) {
    return new CaseException(
        "chunk %d is in the hands of another run: try again when it has ended".formatted(chunk));
  }
}
