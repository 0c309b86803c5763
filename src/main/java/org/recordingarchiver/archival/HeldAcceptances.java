package org.recordingarchiver.archival;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.recordingarchiver.ledger.CaseException;
import org.recordingarchiver.ledger.Cases;
import org.recordingarchiver.ledger.ChunkStatus;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.ledger.Decision;
import org.recordingarchiver.store.NativeCryptography;
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
    Map<Long, String> keys = new LinkedHashMap<>();
    Set<Long> open = new LinkedHashSet<>();
    for (long id : chunks) {
      Optional<String> accepted = cases.accepted(id);
      keys.put(id, accepted.orElse(""));
      if (accepted.isEmpty()) {
        open.add(id);
      }
    }
    // One in the hands of a dead process is free once we have begun.
    open.stream().filter(id -> !cases.isClaimed(id)).forEach(cases::requireAcceptable);
    if (!open.isEmpty()) {
      keys.putAll(
          frame.around(
              null, ArchiveRequest.usual(), progress -> {}, run -> accept(open, made, run)));
    }
    return List.copyOf(keys.values());
  }

  private Map<Long, String> accept(Set<Long> ids, Decision.Made made, Run run) {
    NativeCryptography.use();
    Map<Long, ChunkStatus> chunks = new LinkedHashMap<>();
    ids.forEach(id -> chunks.put(id, cases.requireAcceptable(id)));
    Acceptance acceptance = new Acceptance(parts.store(), cases, run.store(), run.holderName());
    chunks.keySet().forEach(acceptance::require);
    Map<Long, String> keys = new LinkedHashMap<>();
    Map<Long, ChunkStatus> open = new HashMap<>(chunks);
    List<ClaimedChunk> claims = parts.queue().claimNamed(run.holder(), chunks.keySet());
    try {
      claims.forEach(acceptance::requireFreeName);
      for (ClaimedChunk claim : claims) {
        ChunkStatus was = Objects.requireNonNull(chunks.get(claim.id()));
        keys.put(claim.id(), acceptance.accept(claim, was, made));
        open.remove(claim.id());
        run.meter().settledOne();
      }
    } catch (CaseException e) {
      parts.queue().putBack(run.holder(), open);
      throw e;
    }
    return keys;
  }
}
