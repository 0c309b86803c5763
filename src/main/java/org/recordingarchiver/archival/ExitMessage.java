package org.recordingarchiver.archival;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Batches;

/** A batch in one line, as operators read it in the job repository. */
final class ExitMessage {

  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB"};
  private static final double THOUSAND = 1000;

  /** What one digit after the point would show as 1000.0. */
  private static final double ROUNDED_UP = 999.95;

  private static final int LONGEST_REASON = 1000;

  private ExitMessage() {}

  /** {@code archived 97 of 100 chunks (1.2 GB); 2 failed (NOT_FOUND 1, NOT_MEDIA 1), 1 waits}. */
  static String of(Batches.Counts counts) {
    if (counts.chunks() == 0) {
      return "nothing to archive";
    }
    String text =
        "archived %d of %d chunks (%s), deleted %d sources"
            .formatted(
                counts.archived(), counts.chunks(), size(counts.bytes()), counts.sourceDeleted());
    return text + others(counts) + kept(counts);
  }

  /** The same, with the resources that were paused and what to check. */
  static String of(Batches.Counts counts, Set<String> paused) {
    return paused.isEmpty()
        ? of(counts)
        : "%s; paused: %s (UNAUTHORIZED: check the key and this machine's clock)"
            .formatted(of(counts), String.join(", ", paused));
  }

  /** The same, with the reason why no more chunks were taken. */
  static String of(Batches.Counts counts, Set<String> paused, @Nullable String noMore) {
    return noMore == null
        ? of(counts, paused)
        : "%s; took no more chunks: %s".formatted(of(counts, paused), abbreviated(noMore));
  }

  /** The job repository cuts long messages at their end, where the counts may be. */
  static String abbreviated(String text) {
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
  }

  private static String others(Batches.Counts counts) {
    List<String> others = new ArrayList<>();
    if (counts.failed() > 0) {
      others.add(counts.failed() + " failed (" + reasons(counts.failedCauses()) + ")");
    }
    if (counts.lost() > 0) {
      others.add(counts.lost() + " LOST");
    }
    if (counts.waiting() > 0) {
      others.add(counts.waiting() + (counts.waiting() == 1 ? " waits" : " wait"));
    }
    if (counts.elsewhere() > 0) {
      others.add(counts.elsewhere() + " archived outside this batch");
    }
    if (counts.acknowledged() > 0) {
      others.add(counts.acknowledged() + " acknowledged");
    }
    return others.isEmpty() ? "" : "; " + String.join(", ", others);
  }

  private static String kept(Batches.Counts counts) {
    long kept = counts.kept().values().stream().mapToLong(Long::longValue).sum();
    return kept == 0 ? "" : "; %d sources kept (%s)".formatted(kept, reasons(counts.kept()));
  }

  private static String reasons(Map<?, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Decimal units, one digit after the point. */
  static String size(long bytes) {
    if (bytes < THOUSAND) {
      return bytes + " bytes";
    }
    double value = bytes;
    int unit = -1;
    while (value >= ROUNDED_UP && unit < UNITS.length - 1) {
      value /= THOUSAND;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }
}
