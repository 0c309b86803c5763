package org.recordingarchiver.chaos;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Hands the events of a world to {@code ingest}, again and again until it says that it has them.
 */
final class Inbox {

  private final World world;
  private final int instalments;
  private int next;

  Inbox(World world, int instalments) {
    this.world = world;
    this.instalments = instalments;
  }

  boolean isEmpty() {
    return next == instalments;
  }

  /** Begins to take in what comes next; now and then, with what came before once more. */
  Mortal begin(RandomGenerator random) {
    world.source().announce(next, world.events(next));
    String path = world.events(next).toString();
    return next > 0 && random.nextInt(3) == 0
        ? world.start("ingest", path, world.events(next - 1).toString())
        : world.start("ingest", path);
  }

  /** Begins to take in all of them at once. */
  Mortal beginAll() {
    IntStream.range(0, instalments)
        .forEach(each -> world.source().announce(each, world.events(each)));
    next = instalments;
    return world.start("ingest", world.events().toString());
  }

  /** Takes note of how it ended: what was accepted must be there, what was not comes again. */
  void ended(int code) {
    if (code != 0) {
      return;
    }
    List<String> announced = world.source().documentIds(next++);
    Long known =
        world
            .ledger()
            .look(rows ->
                rows.sql("select count(*) from chunk where document_id = any (?)")
                    .param(announced.toArray(String[]::new))
                    .query(Long.class)
                    .single());
    if (known != announced.size()) {
      world
          .protocol()
          .object(
              "of %d chunks whose events were accepted, the ledger knows %d"
                  .formatted(announced.size(), known));
    }
  }
}
