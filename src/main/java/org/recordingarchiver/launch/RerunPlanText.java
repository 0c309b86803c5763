package org.recordingarchiver.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.recordingarchiver.archival.RerunPlan;
import org.recordingarchiver.archival.RerunPlan.PlannedBatch;

/** The plan that {@code rerun} prints before it begins. */
final class RerunPlanText {

  private static final int IDS = 10;

  private final RerunPlan plan;

  RerunPlanText(RerunPlan plan) {
    this.plan = plan;
  }

  /** What would be done. */
  String dry() {
    return text("would rerun", "; nothing was touched");
  }

  /** What is about to be done. */
  String real() {
    return text("reruns", "");
  }

  private String text(String verb, String end) {
    long batches = plan.batches().stream().filter(batch -> !batch.completed()).count();
    String head =
        "%s %s, with %s to try%s%n"
            .formatted(
                verb, Amounts.count(batches, "batch"), Amounts.count(plan.chunks(), "chunk"), end);
    return head + plan.batches().stream().map(this::batch).collect(Collectors.joining());
  }

  private String batch(PlannedBatch batch) {
    return "  batch %d  %s%n"
        .formatted(batch.batch(), batch.completed() ? completed(batch) : open(batch));
  }

  private static String completed(PlannedBatch batch) {
    return batch.chunks() == 0
        ? "is COMPLETED: nothing to do"
        : "is COMPLETED and can't be run again; %s failed since, which archive tries"
            .formatted(Amounts.count(batch.chunks(), "chunk"));
  }

  private String open(PlannedBatch batch) {
    return batch.chunks() == 0 ? "no chunk left to try" : String.join("; ", facts(batch));
  }

  private List<String> facts(PlannedBatch batch) {
    List<String> facts = new ArrayList<>();
    facts.add(Amounts.count(batch.chunks(), "chunk") + " (" + causes(batch) + ")");
    facts.add(bytes(batch));
    if (batch.expired() > 0) {
      facts.add(batch.expired() + " expired already");
    }
    if (!batch.expiring().isEmpty()) {
      facts.add(
          "%d may expire before they can be tried, within %s: %s"
              .formatted(
                  batch.expiring().size(),
                  Amounts.duration(plan.maxDuration()),
                  ids(batch.expiring())));
    }
    return facts;
  }

  private static String causes(PlannedBatch batch) {
    List<String> causes = new ArrayList<>();
    batch.causes().forEach((cause, count) -> causes.add(cause + " " + count));
    if (batch.untried() > 0) {
      causes.add("not tried to the end " + batch.untried());
    }
    return String.join(", ", causes);
  }

  private static String bytes(PlannedBatch batch) {
    if (batch.sized() == 0) {
      return "bytes not known";
    }
    return batch.sized() == batch.chunks()
        ? Amounts.bytes(batch.bytes())
        : "%s in %d of them, the others not known"
            .formatted(Amounts.bytes(batch.bytes()), batch.sized());
  }

  private static String ids(List<Long> chunks) {
    String named =
        chunks.stream().limit(IDS).map(String::valueOf).collect(Collectors.joining(", "));
    return chunks.size() <= IDS ? named : named + " and " + (chunks.size() - IDS) + " more";
  }
}
