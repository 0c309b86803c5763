package org.recordingarchiver.launch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.recordingarchiver.archival.RerunPlan;
import org.recordingarchiver.ledger.Reruns.Left;

/** What a rerun would do, for people. */
final class RerunText {

  private static final int MOST_NAMED = 10;

  private final RerunPlan plan;

  RerunText(RerunPlan plan) {
    this.plan = plan;
  }

  @Override
  public String toString() {
    List<Left> left = plan.left();
    long batch = plan.rerun().batch();
    if (left.isEmpty()) {
      return "batch %d (%s): nothing is left to do%n".formatted(batch, plan.status());
    }
    long bytes = left.stream().mapToLong(Left::bytes).sum();
    StringBuilder text = new StringBuilder();
    text.append(
        "batch %d (%s): %s%s; by cause: %s%n"
            .formatted(
                batch,
                plan.status(),
                Amounts.count(left.size(), "chunk"),
                bytes == 0 ? ", size not known" : ", " + Amounts.bytes(bytes) + " known",
                causes()));
    text.append(named("expired already", left.stream().filter(RerunText::isExpired).toList()));
    text.append(
        named("expire within the hour", left.stream().filter(RerunText::isUrgent).toList()));
    return text.toString();
  }

  private String causes() {
    Map<String, Long> counts =
        plan.left().stream()
            .collect(
                Collectors.groupingBy(
                    left -> left.cause() == null ? "none yet" : left.cause().name(),
                    TreeMap::new,
                    Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getKey() + " " + count.getValue())
        .collect(Collectors.joining(", "));
  }

  private static boolean isExpired(Left left) {
    return !left.slack().isPositive();
  }

  private static boolean isUrgent(Left left) {
    return left.slack().isPositive() && left.slack().toHours() == 0;
  }

  private static String named(String what, List<Left> chunks) {
    if (chunks.isEmpty()) {
      return "";
    }
    String numbers =
        chunks.stream()
            .limit(MOST_NAMED)
            .map(chunk -> String.valueOf(chunk.chunk()))
            .collect(Collectors.joining(", "));
    String more =
        chunks.size() > MOST_NAMED ? " and " + (chunks.size() - MOST_NAMED) + " more" : "";
    return "  %s: %s (%s%s)%n"
        .formatted(what, Amounts.count(chunks.size(), "chunk"), numbers, more);
  }
}
