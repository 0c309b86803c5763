package org.recordingarchiver.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.RecordingArchiver;
import org.recordingarchiver.simulator.ServedRequest;
import org.recordingarchiver.support.QuickJava;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A source, a ledger and an archive, and the processes that work on them. */
final class World implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(World.class);

  /** Done, needs attention, another is active, unavailable, stopped, SIGKILL, SIGTERM at once. */
  private static final Set<Integer> ALLOWED = Set.of(0, 3, 4, 5, 6, Sigkill.EXIT_CODE, 143);

  private final Path directory;
  private final Source source;
  private final Ledger ledger;
  private final boolean exclusive;
  private final Archive archive;
  private final Protocol protocol = new Protocol();
  private final List<Mortal> mortals = new ArrayList<>();

  /** Watches each DELETE from the beginning. */
  World(Path directory, Source source, Ledger ledger, boolean exclusive) {
    this.directory = directory;
    this.source = source;
    this.ledger = ledger;
    this.exclusive = exclusive;
    this.archive = new Archive(home(directory).resolve("archive"));
    source.simulator().watch(this::checkBeforeDelete);
  }

  static Path home(Path directory) {
    return directory.resolve("home");
  }

  /** A fetch in a bag is proved there before its source goes: looked at when DELETE arrives. */
  private void checkBeforeDelete(ServedRequest request) {
    if (Source.isDelete(request)) {
      Served served = source.of(request);
      String reason = whyNotToDelete(served);
      if (reason != null) {
        protocol.object("DELETE of " + served.documentId() + " was sent, but " + reason);
      }
    }
  }

  /** What can't be looked at is no proof either. */
  private @Nullable String whyNotToDelete(Served served) {
    try {
      return archive.whyNotToDelete(served);
    } catch (RuntimeException e) {
      return "the archive could not be looked at: " + e;
    }
  }

  /** Starts the product with this command. */
  Mortal start(String... command) {
    return launch(List.of(), command, null);
  }

  /** Starts it, to be killed when it comes to a point. */
  Mortal startToDie(Point at, String... command) {
    return launch(DeathAtPoint.options(at), command, DeathAtPoint.argument());
  }

  private Mortal launch(List<String> options, String[] command, @Nullable String argument) {
    List<String> all = QuickJava.command(options.toArray(String[]::new));
    all.add(RecordingArchiver.class.getName());
    all.addAll(List.of(command));
    all.addAll(settings());
    if (argument != null) {
      all.add(argument);
    }
    String name = "%03d-%s".formatted(mortals.size() + 1, command[0]);
    Mortal mortal = Mortal.start(name, all, directory.resolve(name + ".log"));
    mortals.add(mortal);
    return mortal;
  }

  private List<String> settings() {
    List<String> settings = new ArrayList<>(source.settings());
    settings.addAll(ledger.settings());
    settings.addAll(
        List.of(
            "--archiver.home=" + home(directory),
            "--archiver.archive.lease=5s",
            "--archiver.archive.lanes=4",
            "--archiver.archive.exclusive=" + exclusive,
            "--archiver.retry.first-delay=200ms",
            "--archiver.retry.longest-delay=1s"));
    return settings;
  }

  /** Waits for its end, and objects to an exit code that must not be. */
  int reap(Mortal mortal) {
    int code = mortal.exitCode();
    log.debug("{} ended with {}", mortal, code);
    protocol.did(mortal.command() + " ended with " + code);
    if (!ALLOWED.contains(code)) {
      protocol.object(mortal + " ended with " + code + ":\n" + mortal.said().indent(4));
    }
    return code;
  }

  /** Where events lie that are to be handed in. */
  Path events() {
    return directory.resolve("events");
  }

  Path events(int instalment) {
    return events().resolve(String.valueOf(instalment));
  }

  Source source() {
    return source;
  }

  Ledger ledger() {
    return ledger;
  }

  Archive archive() {
    return archive;
  }

  Protocol protocol() {
    return protocol;
  }

  /** Nothing goes on after it, however it ended. */
  @Override
  public void close() {
    mortals.stream().filter(Mortal::isAlive).forEach(Mortal::kill);
    ledger.close();
    source.close();
  }
}
