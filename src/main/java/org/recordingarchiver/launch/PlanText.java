package org.recordingarchiver.launch;

import java.time.Duration;
import java.time.Instant;
import org.recordingarchiver.archival.ArchivePlan;
import org.recordingarchiver.archival.ArchivePlan.PlannedChunk;

/** A plan as {@code archive --dry-run} prints it. */
final class PlanText {

  private final Instant now;

  PlanText(Instant now) {
    this.now = now;
  }

  String of(ArchivePlan plan) {
    StringBuilder text = new StringBuilder();
    text.append("would take ")
        .append(Amounts.count(plan.chunks().size(), "chunk"))
        .append("; nothing was touched\n");
    plan.chunks().forEach(chunk -> text.append(line(chunk)));
    text.append(
        "%s for a retry; %s left to seal, %s left to delete from earlier runs%n"
            .formatted(
                plan.waiting() == 1 ? "1 chunk waits" : plan.waiting() + " chunks wait",
                Amounts.count(plan.toSeal(), "recording"),
                Amounts.count(plan.toDelete(), "source")));
    return text.toString();
  }

  private String line(PlannedChunk chunk) {
    return "  chunk %d  %s  %s  %s  %s%n"
        .formatted(
            chunk.chunk(),
            chunk.resource(),
            chunk.documentId(),
            expiry(chunk.expiresAt()),
            chunk.wouldDelete() ? "then deletes the source" : "keeps the source");
  }

  private String expiry(Instant expiresAt) {
    Duration slack = Duration.between(now, expiresAt);
    return slack.isNegative()
        ? "expired " + Amounts.duration(slack) + " ago"
        : "expires in " + Amounts.duration(slack);
  }
}
