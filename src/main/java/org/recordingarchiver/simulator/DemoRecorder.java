package org.recordingarchiver.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;

/** Makes a recording from its line in the script. */
record DemoRecorder(DemoIds ids, DemoResource resource) {

  private static final Duration UNTIL_EVENT = Duration.ofSeconds(90);
  private static final int PEOPLE_OF_A_KIND = 4;

  DemoRecording record(DemoScript script) {
    String name = script.name();
    Instant eventTime =
        ids.now().minus(script.age()).with(ChronoField.NANO_OF_SECOND, ids.nanos(name));
    Duration played =
        script.media().stream().map(Media::duration).reduce(Duration.ZERO, Duration::plus);
    Instant startedAt = eventTime.minus(UNTIL_EVENT).minus(played);
    return new DemoRecording(
        name,
        script.mishap(),
        script.envelope(),
        ids.uuid("call " + name),
        ids.serverCallId(name),
        ids.recordingId(name),
        participants(name),
        startedAt,
        eventTime,
        chunks(script, startedAt));
  }

  private List<DemoRecording.Chunk> chunks(DemoScript script, Instant startedAt) {
    List<DemoRecording.Chunk> chunks = new ArrayList<>();
    Instant next = startedAt;
    for (Media media : script.media()) {
      chunks.add(chunk(script.name(), chunks.size(), next, media));
      next = next.plus(media.duration());
    }
    return script.listed().stream().map(chunks::get).toList();
  }

  private DemoRecording.Chunk chunk(String name, int index, Instant startedAt, Media media) {
    String documentId = ids.documentId(name + " " + index);
    AcsMetadata metadata =
        new AcsMetadata(
            resource.id(),
            ids.uuid("call " + name),
            documentId,
            index,
            startedAt,
            media,
            participants(name));
    return new DemoRecording.Chunk(
        documentId, index, startedAt, media, Payload.of(metadata.bytes()));
  }

  /** An agent and a caller, each in several calls. */
  private List<String> participants(String name) {
    int number = Math.floorMod(name.hashCode(), PEOPLE_OF_A_KIND);
    return List.of(resource.agent(number), resource.caller(PEOPLE_OF_A_KIND - number));
  }
}
