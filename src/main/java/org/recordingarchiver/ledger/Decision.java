package org.recordingarchiver.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a person decided about a chunk in trouble. Written once, never changed. */
@Entity
@Table(name = "decision")
public class Decision {

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

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column
  private @Nullable Long id;

  @Column private long chunk;

  @Enumerated(EnumType.STRING)
  @Column
  private Kind kind = Kind.ACKNOWLEDGED;

  @Enumerated(EnumType.STRING)
  @Column
  private ChunkStatus status = ChunkStatus.FAILED;

  @Enumerated(EnumType.STRING)
  @Column
  private @Nullable Cause cause;

  @Column private String decidedBy = "";
  @Column private Instant decidedAt = Instant.EPOCH;
  @Column private String reason = "";

  protected Decision() {}

  Decision(Kind kind, Chunk about, ChunkStatus was, Made made, Instant now) {
    this.kind = kind;
    this.chunk = about.id();
    this.status = was;
    this.cause = about.cause();
    this.decidedBy = made.by();
    this.decidedAt = now;
    this.reason = made.reason();
  }
}
