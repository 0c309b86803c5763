package org.recordingarchiver.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Proof.ProvedFile;

/** Where a chunk's bytes are, as read back from there; one row per store. */
@Entity
@Table(name = "archive_copy")
@IdClass(ArchiveCopy.Key.class)
class ArchiveCopy {

  record Key(long chunk, String store) implements Serializable {}

  @Id private long chunk;
  @Id private String store = "";
  @Column private String contentKey = "";

  @Column(name = "content_sha256")
  private String contentSha256 = "";

  @Column private long contentLength;
  @Column private @Nullable String metadataKey;

  @Column(name = "metadata_sha256")
  private @Nullable String metadataSha256;

  @Column private @Nullable Long metadataLength;
  @Column private Instant readBackAt = Instant.EPOCH;
  @Column private long holder;

  protected ArchiveCopy() {}

  ArchiveCopy(ClaimedChunk claim, String store, Proof proof, Instant now) {
    ProvedFile metadata = proof.metadata();
    chunk = claim.id();
    this.store = store;
    contentKey = proof.content().key();
    contentSha256 = proof.content().sha256();
    contentLength = proof.content().length();
    metadataKey = metadata == null ? null : metadata.key();
    metadataSha256 = metadata == null ? null : metadata.sha256();
    metadataLength = metadata == null ? null : metadata.length();
    readBackAt = now;
    holder = claim.holder();
  }
}
