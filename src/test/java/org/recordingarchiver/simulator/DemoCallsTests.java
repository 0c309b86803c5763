package org.recordingarchiver.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.simulator.DemoRecording.Chunk;
import org.recordingarchiver.simulator.DemoRecording.Mishap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoCallsTests {

  private static final Instant NOW = Instant.parse("2026-01-05T07:08:09.1234567Z");

  private static final String UNMIXED_METADATA =
      """
      {
        "resourceId": "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
        "callId": "0c6c9f4e-5b0a-4a61-9d0f-3f2f5a1b7c11",
        "chunkDocumentId": "0-eus-d12-0123456789abcdef0123456789abcdef",
        "chunkIndex": 0,
        "chunkStartTime": "2026-01-05T07:00:00.1234567Z",
        "chunkDuration": 14400000.0,
        "pauseResumeIntervals": [],
        "recordingInfo": {
          "contentType": "audio",
          "channelType": "unmixed",
          "format": "wav",
          "audioConfiguration": {
            "sampleRate": 16000,
            "bitRate": 256000,
            "channels": 2
          }
        },
        "participants": [
          {
            "participantId": "8:acs:aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee_1",
            "channel": 0
          },
          {
            "participantId": "4:+15550100",
            "channel": 1
          }
        ]
      }\
      """;

  private final AcsSimulator simulator = AcsSimulator.start();
  private final SignedClient client = new SignedClient(simulator.connectionString());
  private final DemoCalls calls = DemoCalls.load(simulator, NOW, 1);

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void playsThirteenRecordingsInAllFormats() {
    Map<Media.Format, Long> formats = counted(DemoRecording::format);

    assertThat(calls.recordings()).hasSize(13);
    assertThat(formats)
        .containsOnly(
            entry(Media.Format.WAV, 4L), entry(Media.Format.MP3, 4L), entry(Media.Format.MP4, 5L));
    assertThat(counted(DemoRecording::mishap))
        .containsOnly(
            entry(Mishap.NONE, 9L),
            entry(Mishap.REDIRECTED, 1L),
            entry(Mishap.UNAVAILABLE_ONCE, 1L),
            entry(Mishap.EMPTY_ONCE, 1L),
            entry(Mishap.EXPIRED, 1L));
  }

  @Test
  void listsThreeChunksOfOneRecordingOutOfOrder() {
    assertThat(calls.recordings())
        .filteredOn(recording -> recording.chunks().size() > 1)
        .singleElement()
        .satisfies(recording -> {
          assertThat(recording.chunks()).extracting(Chunk::index).containsExactly(2, 0, 1);
          assertThat(recording.chunks())
              .extracting(chunk -> Duration.between(recording.startedAt(), chunk.startedAt()))
              .containsExactly(Duration.ofSeconds(7), Duration.ZERO, Duration.ofSeconds(3));
          assertThat(recording.duration()).isEqualTo(Duration.ofSeconds(12));
        });
  }

  @Test
  void servesOtherBytesForEachChunk() {
    Set<ByteBuffer> contents = new HashSet<>();

    chunks().forEach(chunk -> contents.add(ByteBuffer.wrap(chunk.media().content().bytes())));

    assertThat(contents).hasSize(15);
  }

  @Test
  void isFreshExceptForTheExpiredRecording() {
    for (DemoRecording recording : calls.recordings()) {
      Duration age = Duration.between(recording.eventTime(), NOW);

      if (recording.mishap() == Mishap.EXPIRED) {
        assertThat(age).isGreaterThan(Duration.ofHours(26).plusMinutes(30));
      } else {
        assertThat(age).isBetween(Duration.ofMinutes(1), Duration.ofHours(2));
      }
      assertThat(recording.startedAt().plus(recording.duration())).isBefore(recording.eventTime());
    }
  }

  @Test
  void writesEventsWithTheKeysOfTheDocumentedSample() {
    JsonNode event = JsonMapper.shared().readTree(eventOf("mp4"));

    assertThat(event.isArray()).isTrue();
    assertThat(event).hasSize(1);
    assertThat(event.get(0).propertyNames())
        .containsExactly(
            "id",
            "topic",
            "subject",
            "data",
            "eventType",
            "dataVersion",
            "metadataVersion",
            "eventTime");
    assertThat(event.at("/0/data").propertyNames())
        .containsExactly(
            "recordingStorageInfo",
            "recordingStartTime",
            "recordingDurationMs",
            "sessionEndReason");
    assertThat(event.at("/0/data/recordingStorageInfo/recordingChunks/0").propertyNames())
        .containsExactly(
            "documentId",
            "index",
            "endReason",
            "contentLocation",
            "metadataLocation",
            "deleteLocation");
  }

  @Test
  void writesSomeEventsWithTypesAndSomeAsCloudEvents() {
    JsonNode typed = JsonMapper.shared().readTree(eventOf("mp4-typed"));
    JsonNode cloudEvent = JsonMapper.shared().readTree(eventOf("mp4-cloud-event"));

    assertThat(typed.at("/0/data").propertyNames())
        .endsWith("recordingContentType", "recordingChannelType", "recordingFormatType");
    assertThat(cloudEvent.propertyNames())
        .containsExactly("id", "source", "type", "subject", "time", "specversion", "data");
  }

  @Test
  void saysTheSameInEventAndRecording() {
    for (DemoRecording recording : calls.recordings()) {
      JsonNode tree = JsonMapper.shared().readTree(eventOf(recording.name()));
      JsonNode event = tree.isArray() ? tree.get(0) : tree;
      JsonNode data = event.get("data");
      String time = event.path(tree.isArray() ? "eventTime" : "time").asString();

      assertThat(event.path(tree.isArray() ? "topic" : "source").asString())
          .endsWith("/communicationservices/" + simulator.resource());
      assertThat(event.get("subject").asString())
          .isEqualTo(
              "/recording/call/%s/serverCallId/%s/recordingId/%s",
              recording.callId(), recording.serverCallId(), recording.recordingId());
      assertThat(time).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z");
      assertThat(Instant.parse(time)).isEqualTo(recording.eventTime());
      assertThat(Instant.parse(data.get("recordingStartTime").asString()))
          .isEqualTo(recording.startedAt());
      assertThat(data.get("recordingDurationMs").asLong())
          .isEqualTo(recording.duration().toMillis());
      assertThat(data.at("/recordingStorageInfo/recordingChunks").valueStream())
          .extracting(chunk -> chunk.get("documentId").asString())
          .containsExactlyElementsOf(recording.chunks().stream().map(Chunk::documentId).toList());
    }
  }

  @Test
  void servesWhatItsEventsNameAndMetadataAgrees() throws Exception {
    for (DemoRecording recording : calls.recordings()) {
      if (recording.mishap() != Mishap.NONE) {
        continue;
      }
      for (Chunk chunk : recording.chunks()) {
        JsonNode listed = listed(recording, chunk);
        HttpResponse<byte[]> content = client.get(uri(listed, "contentLocation"));
        HttpResponse<byte[]> metadata = client.get(uri(listed, "metadataLocation"));
        JsonNode document = JsonMapper.shared().readTree(metadata.body());

        assertThat(content.body()).isEqualTo(chunk.media().content().bytes());
        assertThat(document.get("chunkDocumentId").asString()).isEqualTo(chunk.documentId());
        assertThat(document.get("chunkIndex").asInt()).isEqualTo(listed.get("index").asInt());
        assertThat(document.get("callId").asString()).isEqualTo(recording.callId().toString());
        assertThat(document.get("chunkDuration").asDouble())
            .isEqualTo((double) chunk.media().duration().toMillis());
        assertThat(Instant.parse(document.get("chunkStartTime").asString()))
            .isEqualTo(chunk.startedAt());
        assertThat(document.at("/recordingInfo/format").asString())
            .isEqualTo(chunk.media().format().inMetadata());
        assertThat(client.delete(uri(listed, "deleteLocation")).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void laysMetadataOutAsAcsDoes() {
    AcsMetadata metadata =
        new AcsMetadata(
            UUID.fromString("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"),
            UUID.fromString("0c6c9f4e-5b0a-4a61-9d0f-3f2f5a1b7c11"),
            "0-eus-d12-0123456789abcdef0123456789abcdef",
            0,
            Instant.parse("2026-01-05T07:00:00.1234567Z"),
            new Media(Media.Format.WAV, 2, Duration.ofHours(4), Payload.of(new byte[0])),
            List.of("8:acs:aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee_1", "4:+15550100"));

    assertThat(new String(metadata.bytes(), StandardCharsets.UTF_8))
        .isEqualTo(UNMIXED_METADATA.replace("\n", "\r\n"));
  }

  @Test
  void meetsEachMishapAndThenServes() throws Exception {
    HttpResponse<byte[]> redirect = client.get(content("mp3-redirected"));
    HttpResponse<byte[]> followed =
        client.get(URI.create(redirect.headers().firstValue("Location").orElseThrow()));

    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(followed.body()).isEqualTo(bytesOf("mp3-redirected"));
    assertThat(client.get(content("wav-unavailable-once")).headers().firstValue("Retry-After"))
        .hasValue("1");
    assertThat(client.get(content("wav-unavailable-once")).body())
        .isEqualTo(bytesOf("wav-unavailable-once"));
    assertThat(client.get(content("mp4-empty-once")).body()).isEmpty();
    assertThat(client.get(content("mp4-empty-once")).body()).isEqualTo(bytesOf("mp4-empty-once"));
    assertThat(client.get(content("mp3-expired")).statusCode()).isEqualTo(404);
  }

  @Test
  void makesTheSameRunAgainAndAnotherRunNew() {
    DemoCalls same = DemoCalls.load(simulator, NOW, 1);
    DemoCalls later = DemoCalls.load(simulator, NOW.plusSeconds(1), 1);
    DemoCalls otherSeed = DemoCalls.load(simulator, NOW, 2);

    assertThat(documentIds(same)).isEqualTo(documentIds(calls));
    assertThat(documentIds(calls))
        .allMatch(id -> id.matches("0-eus-d([1-9]|1[0-2])-[0-9a-f]{32}"))
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(documentIds(later))
        .doesNotContainAnyElementsOf(documentIds(otherSeed));
    assertThat(same.events()).usingRecursiveComparison().isEqualTo(calls.events());
  }

  @Test
  void writesEachEventIntoAFileOfItsOwn(@TempDir Path directory) throws Exception {
    calls.writeEvents(directory.resolve("events"));
    calls.writeCallEvents(directory.resolve("calls"));

    try (Stream<Path> files = Files.list(directory.resolve("events"))) {
      assertThat(files).hasSize(calls.events().size());
    }
    try (Stream<Path> files = Files.list(directory.resolve("calls"))) {
      assertThat(files).hasSize(calls.callEvents().size());
    }
    assertThat(directory.resolve("events/mp4.json")).hasBinaryContent(eventOf("mp4"));
  }

  @Test
  void tellsOfCallsInFiveOtherKindsOfEvents() {
    Set<String> recorded =
        calls.recordings().stream().map(DemoRecording::serverCallId).collect(Collectors.toSet());

    List<JsonNode> events =
        calls.callEvents().stream().map(event -> JsonMapper.shared().readTree(event)).toList();

    assertThat(events).hasSize(20);
    assertThat(events)
        .extracting(event -> event.at("/0/eventType").asString())
        .contains(
            "Microsoft.Communication.CallStarted",
            "Microsoft.Communication.CallEnded",
            "Microsoft.Communication.CallParticipantAdded",
            "Microsoft.Communication.CallParticipantRemoved",
            "Microsoft.Communication.IncomingCall");
    assertThat(events)
        .allMatch(event -> recorded.contains(event.at("/0/data/serverCallId").asString()));
  }

  private <T> Map<T, Long> counted(Function<DemoRecording, T> property) {
    return calls.recordings().stream()
        .collect(Collectors.groupingBy(property, Collectors.counting()));
  }

  private Stream<Chunk> chunks() {
    return calls.recordings().stream().flatMap(recording -> recording.chunks().stream());
  }

  private static List<String> documentIds(DemoCalls calls) {
    return calls.recordings().stream()
        .flatMap(recording -> recording.chunks().stream())
        .map(Chunk::documentId)
        .toList();
  }

  private JsonNode listed(DemoRecording recording, Chunk chunk) {
    JsonNode tree = JsonMapper.shared().readTree(eventOf(recording.name()));
    JsonNode event = tree.isArray() ? tree.get(0) : tree;
    return event
        .at("/data/recordingStorageInfo/recordingChunks")
        .valueStream()
        .filter(node -> node.get("documentId").asString().equals(chunk.documentId()))
        .findFirst()
        .orElseThrow();
  }

  private static URI uri(JsonNode chunk, String name) {
    return URI.create(chunk.get(name).asString());
  }

  private URI content(String name) {
    return simulator.location(named(name).chunks().getFirst().documentId(), Part.CONTENT);
  }

  private byte[] bytesOf(String name) {
    return named(name).chunks().getFirst().media().content().bytes();
  }

  private DemoRecording named(String name) {
    return calls.recordings().get(position(name));
  }

  private byte[] eventOf(String name) {
    return calls.events().get(position(name));
  }

  private int position(String name) {
    return calls.recordings().stream().map(DemoRecording::name).toList().indexOf(name);
  }
}
