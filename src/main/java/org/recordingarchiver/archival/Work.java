package org.recordingarchiver.archival;

import java.util.List;
import java.util.Set;
import org.recordingarchiver.ledger.ClaimedChunk;

/** Where the chunks of a run come from. Used by one thread at a time. */
interface Work {

  /**
   * Claims the next few chunks; none if there is nothing to be had now.
   *
   * @param handful at most so many
   * @param closed resources to leave alone now
   */
  List<ClaimedChunk> claim(int handful, Set<String> closed);

  /** Whether nothing more will come, whatever happens. */
  boolean isUsedUp();

  /** A claimed chunk was let go untried. */
  void givenBack(ClaimedChunk chunk);
}
