package org.recordingarchiver.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be true of each chunk when a storm is over. */
final class Verdict {

  private final Map<String, Entry> ledger;
  private final Journal journal;
  private final List<String> objections = new ArrayList<>();

  Verdict(Map<String, Entry> ledger, Journal journal) {
    this.ledger = ledger;
    this.journal = journal;
  }

  /** What is wrong, a line or more each; empty if all is well. */
  List<String> objections(List<Served> chunks) {
    chunks.forEach(this::judge);
    return objections;
  }

  private void judge(Served chunk) {
    Entry entry = ledger.get(chunk.documentId());
    if (entry == null) {
      object(chunk, null, "is not in the ledger");
      return;
    }
    judgeEnding(chunk, entry);
    judgeDigests(chunk, entry);
    if (entry.attemptRows() != entry.attempts() || entry.attempts() == 0) {
      object(chunk, entry, entry.attemptRows() + " attempts are told of");
    }
    if (chunk.isDeleted() && !(entry.permitted() && entry.isArchived())) {
      object(chunk, entry, "its source was deleted without a permit");
    }
  }

  private void judgeEnding(Served chunk, Entry entry) {
    Fault always = chunk.script(Part.CONTENT).always();
    if (always != null && !always.isHarmless()) {
      judgeMissed(chunk, entry, always.causes());
    } else if (chunk.script(Part.METADATA).ends()) {
      judgeWhole(chunk, entry);
    } else {
      judgeWithoutMetadata(chunk, entry);
    }
  }

  /** Content that can't be had: told as FAILED or LOST, with the right cause, and not deleted. */
  private void judgeMissed(Served chunk, Entry entry, Set<String> causes) {
    boolean gone = causes.contains("EXPIRED");
    String expected = gone ? "LOST" : "FAILED";
    if (!entry.status().equals(expected) || !causes.contains(String.valueOf(entry.cause()))) {
      object(chunk, entry, "expected " + expected + " with one of " + causes);
    }
    if (entry.message() == null || entry.permitted()) {
      object(chunk, entry, "expected a message and no permit");
    }
  }

  private void judgeWhole(Served chunk, Entry entry) {
    String kept = entry.keptBecause();
    if (kept == null) {
      judgeDeleted(chunk, entry);
    } else if (!entry.status().equals("ARCHIVED") || !mayBeKept(chunk, kept)) {
      object(chunk, entry, "expected content and metadata in the archive, and no source");
    }
  }

  /**
   * Sources that stay although both files could be had. After too many bad answers content is
   * archived without its metadata. A body without a total needs a second, equal fetch, which may
   * have met a fault.
   */
  private static boolean mayBeKept(Served chunk, String reason) {
    return switch (reason) {
      case "METADATA_MISSING" -> chunk.mayMissMetadata();
      case "TOO_LITTLE_PROOF" -> chunk.mayNameNoTotal();
      default -> false;
    };
  }

  private void judgeDeleted(Served chunk, Entry entry) {
    if (entry.metadataSha256() == null) {
      object(chunk, entry, "expected its content and metadata in the archive");
    }
    Fault always = chunk.script(Part.OBJECT).always();
    boolean deletable = always == null || always.isHarmless() || chunk.isDeleted();
    String expected = deletable ? "SOURCE_DELETED" : "ARCHIVED";
    if (!entry.status().equals(expected) || entry.receipted() != deletable) {
      object(chunk, entry, "expected " + expected);
    }
  }

  /** Content must not be lost for the want of its metadata; its source stays. */
  private void judgeWithoutMetadata(Served chunk, Entry entry) {
    if (!entry.status().equals("ARCHIVED")
        || entry.metadataSha256() != null
        || !"METADATA_MISSING".equals(entry.keptBecause())
        || entry.permitted()) {
      object(chunk, entry, "expected its content in the archive, without metadata, not deleted");
    }
  }

  private void judgeDigests(Served chunk, Entry entry) {
    if (!entry.isArchived()) {
      return;
    }
    Sample sample = chunk.sample();
    if (!Copies.sha256(sample.content()).equals(entry.contentSha256())
        || (entry.metadataSha256() != null
            && !Copies.sha256(sample.metadata()).equals(entry.metadataSha256()))) {
      object(chunk, entry, "WRONG BYTES were archived");
    }
  }

  private void object(Served chunk, @Nullable Entry entry, String what) {
    objections.add(
        "%s%n    %s%n    found %s%n    %s"
            .formatted(what, chunk, entry, journal.story(chunk.documentId())));
  }
}
