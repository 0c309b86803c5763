package org.recordingarchiver.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.recordingarchiver.intake.IngestReport.Rejection;
import org.recordingarchiver.ledger.Inbox;
import org.recordingarchiver.ledger.UnreadableBody;

/** Counts what is committed, in bounded memory. */
final class Tally {

  private static final int NAMED_TYPES = 50;
  private static final int LONGEST_TYPE = 200;
  private static final int NAMED_REJECTIONS = 100;

  private long events;
  private long duplicates;
  private long queuedChunks;
  private long rejected;
  private final TreeMap<String, Long> otherTypes = new TreeMap<>();
  private final List<Rejection> rejections = new ArrayList<>();

  void add(Portion.Committed portion) {
    portion.receipts().forEach(this::add);
    portion.rejected().forEach(this::add);
  }

  private void add(Inbox.Receipt receipt) {
    events += receipt.events();
    duplicates += receipt.duplicates();
    queuedChunks += receipt.queuedChunks();
  }

  void addOtherType(String type) {
    String named = type.length() > LONGEST_TYPE ? type.substring(0, LONGEST_TYPE) + "…" : type;
    boolean known = otherTypes.containsKey(named) || otherTypes.size() < NAMED_TYPES;
    otherTypes.merge(known ? named : "(more types)", 1L, Long::sum);
  }

  private void add(UnreadableBody body) {
    rejected++;
    if (rejections.size() < NAMED_REJECTIONS) {
      rejections.add(new Rejection(body.origin(), body.reason()));
    }
  }

  IngestReport report() {
    return new IngestReport(events, duplicates, queuedChunks, otherTypes, rejected, rejections);
  }
}
