package org.recordingarchiver.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A world from its beginning to the verdict.
 *
 * @param seed what is random in it: which mishaps and deeds, and how long they wait
 * @param shape what kind of world it is
 * @param instalments how often thirteen recordings are announced, one after the other
 */
record Round(String name, long seed, Shape shape, int instalments) {

  private static final Logger log = LoggerFactory.getLogger(Round.class);

  /** Where failing rounds lie. */
  private static final Path DIRECTORY = Path.of("target", "chaos");

  /** Which database, and who may work on it at a time. */
  enum Shape {
    ONE_AT_A_TIME(true, false, 1),
    TWO_AT_ONCE(false, false, 2),
    TWO_WHERE_ONE_MAY(true, false, 2),
    TWO_ON_THE_EMBEDDED(false, true, 2);

    private final boolean exclusive;
    private final boolean embedded;
    private final int crew;

    Shape(boolean exclusive, boolean embedded, int crew) {
      this.exclusive = exclusive;
      this.embedded = embedded;
      this.crew = crew;
    }
  }

  /** Kills so many processes, and strikes the database as often as told. */
  List<String> storm(OwnServer server, int kills, int strikes) {
    return weather(
        server,
        (world, random) -> {
          Inbox inbox = new Inbox(world, instalments);
          new Storm(world, inbox, random, shape.crew).rage(kills, strikes);
        });
  }

  /** Kills one process at each point, in their order. */
  List<String> walk(OwnServer server, List<Point> points) {
    return weather(
        server,
        (world, random) -> {
          world.reap(new Inbox(world, instalments).beginAll());
          points.forEach(point -> dieAt(world, point));
        });
  }

  private static void dieAt(World world, Point point) {
    Mortal mortal = world.startToDie(point, "archive", "--limit", "8");
    if (world.reap(mortal) != Sigkill.EXIT_CODE) {
      world.protocol().object(mortal + " never came to this point: " + point);
    }
  }

  /** Lets it happen, then calms down; what is amiss is returned and stays on disk. */
  private List<String> weather(OwnServer server, BiConsumer<World, Random> deeds) {
    long start = System.nanoTime();
    Random random = new Random(seed);
    Path directory = emptyDirectory();
    Source source = new Source(instalments, random);
    Ledger ledger =
        shape.embedded ? new EmbeddedLedger(World.home(directory)) : new ServerLedger(server);
    try (World world = new World(directory, source, ledger, shape.exclusive)) {
      deeds.accept(world, random);
      Calm.settle(world);
      Verdict.pronounce(world);
      log.info("{}, seed {}, {}: {}", name, seed, shape, summary(world, start));
      return world.protocol().objections().stream().map(it -> told(directory, it)).toList();
    }
  }

  private String told(Path directory, String objection) {
    return "%s, seed %d, %s, see %s: %s".formatted(name, seed, shape, directory, objection);
  }

  private static String summary(World world, long start) {
    return "%d chunks, %d requests, %d DELETEs, %d s; %s; %d objections"
        .formatted(
            world.source().chunks().size(),
            world.source().simulator().journal().size(),
            world.source().deletes().size(),
            Duration.ofNanos(System.nanoTime() - start).toSeconds(),
            world.protocol().summary(),
            world.protocol().objections().size());
  }

  Path directory() {
    return DIRECTORY.resolve(name).toAbsolutePath();
  }

  private Path emptyDirectory() {
    try {
      FileSystemUtils.deleteRecursively(directory());
      return Files.createDirectories(directory());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void forget() {
    try {
      FileSystemUtils.deleteRecursively(directory());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
