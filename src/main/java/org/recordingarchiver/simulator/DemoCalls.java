package org.recordingarchiver.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Thirteen recordings of calls that just ended, with the events that tell of them: WAV, MP3 and
 * MP4, one in three chunks, four with a mishap at the source. All but the expired one are fresh at
 * the given instant. The same instant and seed make the same recordings, any other instant makes
 * new ones.
 */
public final class DemoCalls {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final AcsSimulator simulator;
  private final DemoIds ids;
  private final DemoResource resource;
  private final List<DemoRecording> recordings;

  private DemoCalls(AcsSimulator simulator, DemoIds ids) {
    this.simulator = simulator;
    this.ids = ids;
    this.resource = new DemoResource(simulator.resource());
    DemoRecorder recorder = new DemoRecorder(ids, resource);
    this.recordings = DemoScript.all().stream().map(recorder::record).toList();
  }

  /** Stores the recordings in the simulator and plans their mishaps. */
  public static DemoCalls load(AcsSimulator simulator, Instant now, long seed) {
    DemoCalls calls = new DemoCalls(simulator, new DemoIds(now, seed));
    calls.recordings.forEach(calls::store);
    return calls;
  }

  public List<DemoRecording> recordings() {
    return recordings;
  }

  /** One message per recording, as Event Grid would deliver it. */
  public List<byte[]> events() {
    return recordings.stream().map(this::event).toList();
  }

  /** The other five kinds of events, of some of the calls, not in the order of time. */
  public List<byte[]> callEvents() {
    return recordings.stream()
        .filter(DemoRecording::hasTimeline)
        .flatMap(recording -> timeline(recording).values().stream())
        .toList();
  }

  /** Writes each event of {@link #events()} into a file named after its recording. */
  public void writeEvents(Path directory) {
    for (DemoRecording recording : recordings) {
      write(directory, recording.name(), event(recording));
    }
  }

  /** Writes each event of {@link #callEvents()} into a file named after recording and kind. */
  public void writeCallEvents(Path directory) {
    for (DemoRecording recording : recordings) {
      if (recording.hasTimeline()) {
        for (Map.Entry<String, byte[]> event : timeline(recording).entrySet()) {
          write(directory, recording.name() + "-" + event.getKey(), event.getValue());
        }
      }
    }
  }

  private void store(DemoRecording recording) {
    for (DemoRecording.Chunk chunk : recording.chunks()) {
      String id = chunk.documentId();
      switch (recording.mishap()) {
        case NONE, EXPIRED -> {}
        case REDIRECTED -> simulator.always(id, Part.CONTENT, new Fault.Redirect());
        case UNAVAILABLE_ONCE -> simulator.once(id, Part.CONTENT, Fault.unavailable(RETRY_AFTER));
        case EMPTY_ONCE -> simulator.once(id, Part.CONTENT, new Fault.Empty());
      }
      if (recording.mishap() != DemoRecording.Mishap.EXPIRED) {
        simulator.put(id, chunk.media().content(), chunk.metadata());
      }
    }
  }

  private byte[] event(DemoRecording recording) {
    return new RecordingEvent(
            ids.uuid("event " + recording.name()), resource.topic(), simulator.baseUri(), recording)
        .bytes();
  }

  private SequencedMap<String, byte[]> timeline(DemoRecording recording) {
    return new CallEvents(ids, resource.topic(), recording).messages();
  }

  private static void write(Path directory, String name, byte[] event) {
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(name + ".json"), event);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the event " + name + " can't be written into " + directory, e);
    }
  }
}
