package org.recordingarchiver.archival;

import java.util.List;
import org.recordingarchiver.ledger.Decision;

/** Takes copies that failed their check into their bags, by a person's word. */
public interface Acceptances {

  /**
   * Accepts the newest quarantined copy of each of these chunks. The next run seals their bags;
   * their sources are never deleted. What was accepted before a failure stays accepted, and may be
   * named again: it is skipped then.
   *
   * @return where the copies lie now, in the order of the chunks
   * @throws org.recordingarchiver.ledger.CaseException if one of the chunks can't be accepted;
   *     nothing was changed
   * @throws RunActiveException if a run is alive on this database
   * @throws ArchiveUnavailableException if the store can't be reached
   */
  List<String> accept(List<Long> chunks, Decision.Made made);
}
