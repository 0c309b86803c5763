package org.recordingarchiver.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.recordingarchiver.support.TestPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the job work through a storm, from the first run until the last chunk has expired. */
final class StormRun {

  private static final Logger log = LoggerFactory.getLogger(StormRun.class);

  /** More runs than any script has faults. */
  private static final int MOST_RUNS = 40;

  /** More DELETEs than any script has faults. */
  private static final int MOST_DELETIONS = 4;

  private final long seed;
  private final Storm storm;
  private final FaultServer server;
  private final StormyArchiver archiver;
  private final Copies copies;
  private final List<String> brokenRuns = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> rashDeletes = new ConcurrentLinkedQueue<>();

  private StormRun(
      long seed, Storm storm, FaultServer server, StormyArchiver archiver, Copies copies) {
    this.seed = seed;
    this.storm = storm;
    this.server = server;
    this.archiver = archiver;
    this.copies = copies;
  }

  static Aftermath weather(long seed, Storm storm, Path home, Map<String, String> settings) {
    try (FaultServer server = FaultServer.start(seed);
        StormyArchiver archiver =
            StormyArchiver.start(server, TestPostgres.migrated(), home, settings)) {
      Copies copies = new Copies(home.resolve("archive"), archiver.rows());
      return new StormRun(seed, storm, server, archiver, copies).weather();
    }
  }

  private Aftermath weather() {
    server.serve(storm.chunks());
    server.onDelete(this::checkBeforeDelete);
    archiver.ingest(storm.events(server.places()));
    work();
    Map<String, Entry> ledger = Entry.all(archiver.rows());
    return new Aftermath(
        seed,
        new Verdict(ledger, server.journal()).objections(storm.chunks()),
        copies.wrongFiles(storm.chunks()),
        List.copyOf(rashDeletes),
        server.journal().offences(),
        brokenRuns,
        server.trapped(),
        summary(ledger),
        new Endings(storm.chunks(), ledger));
  }

  private void checkBeforeDelete(Served chunk) {
    String objection = copies.whyNotToDelete(chunk);
    if (objection != null) {
      rashDeletes.add(chunk + ": DELETE was sent, but " + objection);
    }
  }

  /** A day in the life of the queue: fresh, at risk, expired, gone. */
  private void work() {
    run();
    for (int runs = 1; runs < MOST_RUNS && !toBeHad().isEmpty(); runs++) {
      archiver.letWaitsPass(toBeHad());
      run();
    }
    archiver.leave("5 hours", "7 hours");
    run();
    archiver.leave("-1 minutes", "2 hours");
    run();
    archiver.letAllWaitsPass();
    run();
    archiver.leave("-3 hours", "-1 minutes");
    run();
    for (int i = 0; i < MOST_DELETIONS; i++) {
      archiver.letDeletionsWaitNoMore();
      run();
    }
  }

  /** What a patient client gets in the end, and ours has not yet. */
  private List<String> toBeHad() {
    Map<String, Entry> ledger = Entry.all(archiver.rows());
    return storm.chunks().stream()
        .filter(Served::canBeHad)
        .map(chunk -> ledger.get(chunk.documentId()))
        .filter(Objects::nonNull)
        .filter(entry -> !entry.isArchived())
        .map(Entry::documentId)
        .toList();
  }

  private void run() {
    String message = archiver.archive().message();
    log.info("{}", message);
    if (message.contains("Exception")) {
      brokenRuns.add(message);
    }
  }

  private String summary(Map<String, Entry> ledger) {
    Map<String, Long> counts = new TreeMap<>();
    ledger
        .values()
        .forEach(entry ->
            counts.merge(
                entry.isArchived() ? entry.status() : entry.status() + " " + entry.cause(),
                1L,
                Long::sum));
    return "%,d chunks, %,d requests, %,d files in bags: %s"
        .formatted(storm.chunks().size(), server.journal().seen().size(), copies.count(), counts);
  }
}
