package org.recordingarchiver.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps processes at work in a world, and kills them, and their database, at random moments. */
final class Storm {

  private static final Duration GLANCE = Duration.ofMillis(20);

  private final World world;
  private final Inbox inbox;
  private final RandomGenerator random;
  private final int crewSize;
  private final List<Mortal> crew = new ArrayList<>();
  private @Nullable Mortal clerk;
  private int kills;
  private int strikes;

  /** With so many processes that archive at a time, and one that takes in events beside them. */
  Storm(World world, Inbox inbox, RandomGenerator random, int crewSize) {
    this.world = world;
    this.inbox = inbox;
    this.random = random;
    this.crewSize = crewSize;
  }

  /** Until so many processes were killed, the database as often as told, and all events are in. */
  void rage(int killsWanted, int strikesWanted) {
    while (kills < killsWanted || strikes < strikesWanted || !inbox.isEmpty()) {
      man();
      Mortal victim = victim();
      boolean killedEnough = kills >= killsWanted;
      awaitMoment(victim);
      if (strikes < strikesWanted && (killedEnough || random.nextInt(3) == 0)) {
        strike();
      } else if (killedEnough) {
        victim.exitCode();
      } else {
        harm(victim);
      }
      buryTheDead();
    }
    crew.forEach(Mortal::exitCode);
    buryTheDead();
  }

  private void strike() {
    String deed = world.ledger().strike(random);
    if (deed != null) {
      strikes++;
      world.protocol().did(deed);
    }
  }

  private void man() {
    if (clerk == null && !inbox.isEmpty()) {
      clerk = inbox.begin(random);
    }
    while (crew.size() < crewSize) {
      crew.add(start());
    }
  }

  private Mortal start() {
    String[] command =
        switch (random.nextInt(5)) {
          case 0 -> new String[] {"rerun", "--all"};
          case 1 -> new String[] {"archive", "--limit", String.valueOf(random.nextInt(5, 30))};
          default -> new String[] {"archive"};
        };
    if (random.nextInt(4) > 0) {
      return world.start(command);
    }
    List<Point> points = Point.all();
    Point point = points.get(random.nextInt(points.size()));
    return world.startToDie(point.after(random.nextInt(4)), command);
  }

  private Mortal victim() {
    return clerk != null && random.nextInt(4) == 0 ? clerk : crew.get(random.nextInt(crew.size()));
  }

  /** Some moment from its start on, or soon after it was heard of at the source. */
  private void awaitMoment(Mortal victim) {
    int heard = world.source().simulator().journal().size();
    if (random.nextInt(3) == 0) {
      victim.hasEndedWithin(Duration.ofMillis(random.nextInt(6_000)));
      return;
    }
    boolean ended = false;
    while (!ended && world.source().simulator().journal().size() == heard && victim != clerk) {
      ended = victim.hasEndedWithin(GLANCE);
    }
    victim.hasEndedWithin(Duration.ofMillis(random.nextInt(1_500)));
  }

  private void harm(Mortal victim) {
    switch (random.nextInt(8)) {
      case 0 -> victim.terminate();
      case 1 -> victim.exitCode();
      default -> victim.kill();
    }
  }

  private void buryTheDead() {
    List<Mortal> dead = crew.stream().filter(mortal -> !mortal.isAlive()).toList();
    crew.removeAll(dead);
    dead.forEach(this::reap);
    Mortal writer = clerk;
    if (writer != null && !writer.isAlive()) {
      inbox.ended(reap(writer));
      clerk = null;
    }
  }

  private int reap(Mortal mortal) {
    int code = world.reap(mortal);
    if (code == Sigkill.EXIT_CODE) {
      kills++;
    }
    return code;
  }
}
