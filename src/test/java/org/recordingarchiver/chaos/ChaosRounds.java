package org.recordingarchiver.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.chaos.Round.Shape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The large rounds of {@code mvn -Pchaos verify}: {@code -Dchaos.rounds} says how many, {@code
 * -Dchaos.seed} makes others, {@code -Dchaos.points} and {@code -Dchaos.shapes} name some of them
 * only. A round that fails stays in {@code target/chaos}.
 */
class ChaosRounds {

  private static final Logger log = LoggerFactory.getLogger(ChaosRounds.class);
  private static final int ROUNDS = Integer.getInteger("chaos.rounds", 8);
  private static final long SEED = Long.getLong("chaos.seed", System.currentTimeMillis());
  private static final String POINTS = System.getProperty("chaos.points", ".*");
  private static final List<Shape> SHAPES =
      Stream.of(Shape.values())
          .filter(shape -> shape.name().matches(System.getProperty("chaos.shapes", ".*")))
          .toList();
  private static final int KILLS = 12;
  private static final int STRIKES = 3;

  @TempDir private static Path directory;

  private static OwnServer server;

  @BeforeAll
  static void start() {
    log.info("chaos.rounds={} chaos.seed={}", ROUNDS, SEED);
    server = OwnServer.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void nothingIsAmissAfterADeathAtEachPointOfTheWriteOrder() {
    Round round = new Round("points", SEED, Shape.TWO_AT_ONCE, 20);
    List<Point> points =
        Point.all().stream().filter(point -> point.name().matches(POINTS)).toList();

    assertNone(keepIfBad(round, round.walk(server, points)));
  }

  @Test
  void nothingIsAmissAfterRandomDeaths() {
    List<String> objections = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      Shape shape = SHAPES.get(i % SHAPES.size());
      Round round = new Round("round-" + (i + 1), SEED + i, shape, 4);
      objections.addAll(keepIfBad(round, round.storm(server, KILLS, STRIKES)));
    }

    assertNone(objections);
  }

  private static List<String> keepIfBad(Round round, List<String> objections) {
    objections.forEach(log::error);
    if (objections.isEmpty()) {
      round.forget();
    }
    return objections;
  }

  private static void assertNone(List<String> objections) {
    assertThat(objections).as("rerun with -Dchaos.seed=%d", SEED).isEmpty();
  }
}
