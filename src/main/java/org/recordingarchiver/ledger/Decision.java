package org.recordingarchiver.ledger;

/**
 * What a person decided about a chunk in trouble. Written once, never changed.
 *
 * @param was the chunk's status before
 */
public record Decision(Kind kind, long chunk, ChunkStatus was, Made made) {

  /**
   * A person's word.
   *
   * @param by who
   * @param reason why, not blank
   */
  public record Made(String by, String reason) {
    public Made {
      if (by.isBlank() || reason.isBlank()) {
        throw new IllegalArgumentException("a decision needs a name and a reason");
      }
    }
  }

  enum Kind {
    ACKNOWLEDGED,
    ACCEPTED
  }
}
