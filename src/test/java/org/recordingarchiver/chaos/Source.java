package org.recordingarchiver.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.DemoCalls;
import org.recordingarchiver.simulator.Fault;
import org.recordingarchiver.simulator.Part;
import org.recordingarchiver.simulator.ServedRequest;

/** The simulator with all that it serves in one world: calls in WAV, MP3 and MP4, with mishaps. */
final class Source implements AutoCloseable {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final AcsSimulator simulator = AcsSimulator.start();
  private final RandomGenerator random;
  private final Map<String, Served> chunks = new LinkedHashMap<>();
  private final List<DemoCalls> instalments = new ArrayList<>();

  /** Serves so many times thirteen recordings; one in three chunks meets further mishaps. */
  Source(int instalments, RandomGenerator random) {
    this.random = random;
    for (int i = 0; i < instalments; i++) {
      DemoCalls calls = DemoCalls.load(simulator, Instant.now(), i);
      this.instalments.add(calls);
      calls
          .recordings()
          .forEach(
              recording -> recording.chunks().forEach(chunk -> add(new Served(recording, chunk))));
    }
  }

  private void add(Served served) {
    chunks.put(served.documentId(), served);
    if (random.nextInt(3) == 0) {
      simulator.once(served.documentId(), Part.CONTENT, mishap());
    }
    if (random.nextInt(10) == 0) {
      simulator.once(served.documentId(), Part.METADATA, Fault.unavailable(RETRY_AFTER));
    }
    if (random.nextInt(10) == 0) {
      simulator.once(served.documentId(), Part.OBJECT, Fault.throttled(RETRY_AFTER));
    }
  }

  private Fault mishap() {
    return switch (random.nextInt(6)) {
      case 0 -> new Fault.Cut(random.nextInt(20_000));
      case 1 -> new Fault.Empty();
      case 2 -> Fault.unavailable(RETRY_AFTER);
      case 3 -> Fault.throttled(RETRY_AFTER);
      default -> new Fault.Slow(random.nextInt(50_000, 200_000));
    };
  }

  /** Writes the events of an instalment as files into this directory. */
  void announce(int instalment, Path directory) {
    instalments.get(instalment).writeEvents(directory);
    instalments.get(instalment).writeCallEvents(directory);
  }

  /** Announced in this instalment. */
  List<String> documentIds(int instalment) {
    return instalments.get(instalment).recordings().stream()
        .flatMap(recording -> recording.chunks().stream())
        .map(chunk -> chunk.documentId())
        .toList();
  }

  Map<String, Served> chunks() {
    return chunks;
  }

  AcsSimulator simulator() {
    return simulator;
  }

  /** Every DELETE so far. */
  List<ServedRequest> deletes() {
    return simulator.journal().stream().filter(Source::isDelete).toList();
  }

  static boolean isDelete(ServedRequest request) {
    return request.method().equals("DELETE");
  }

  /** Whose object a request is about. */
  Served of(ServedRequest request) {
    String[] path = request.path().split("[/?]", -1);
    Served served = chunks.get(path[3]);
    if (served == null) {
      throw new IllegalStateException("nobody announced " + request);
    }
    return served;
  }

  /** What a process must be told to find it. */
  List<String> settings() {
    return List.of(
        "--archiver.source.connection-string=" + simulator.connectionString(),
        "--archiver.source.allowed-hosts="
            + simulator.hostAndPort()
            + ","
            + simulator.redirectHostAndPort(),
        "--archiver.source.allow-http=true");
  }

  @Override
  public void close() {
    simulator.close();
  }
}
