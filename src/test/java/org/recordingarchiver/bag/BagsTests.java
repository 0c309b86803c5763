package org.recordingarchiver.bag;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.loc.repository.bagit.domain.Bag;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.recordingarchiver.ledger.RawBody;
import org.recordingarchiver.ledger.RecordedCall;
import org.recordingarchiver.ledger.RecordedCall.Participant;
import org.recordingarchiver.ledger.RecordingName;
import org.recordingarchiver.ledger.RecordingToSeal;
import org.recordingarchiver.ledger.RecordingToSeal.Facts;
import org.recordingarchiver.ledger.RecordingToSeal.SealedChunk;
import org.recordingarchiver.ledger.RecordingToSeal.SealedEvent;
import org.recordingarchiver.store.ArchiveKey;
import org.recordingarchiver.store.ArchiveStore;
import org.recordingarchiver.store.ArchiveStores;
import org.recordingarchiver.store.Digest;
import org.recordingarchiver.store.Incoming;
import org.recordingarchiver.store.StoreException;

/** The Library of Congress's own BagIt library gives a second opinion. */
class BagsTests {

  private static final RecordingName NAME =
      new RecordingName(
          Instant.parse("2026-01-05T07:00:00Z"),
          Instant.parse("2026-01-05T08:00:00Z"),
          "0c6c9f4e-5b0a-4a61-9d0f-3f2f5a1b7c11",
          "3f9a1c27b4d0".repeat(6).substring(0, 64));
  private static final ArchiveKey BAG = BagLayout.bag(NAME);

  private static final String UNMIXED =
      """
      {"chunkStartTime": "2026-01-05T07:00:00.1234567Z", "chunkDuration": 3600000.0,
       "pauseResumeIntervals": [{"startTime": "2026-01-05T07:10:00.0000000Z", "duration": "60000"}],
       "participants": [{"participantId": "8:acs:r_a", "channel": 0}, {"participantId": "x"}]}
      """;

  @TempDir private Path root;

  private ArchiveStore store;
  private Bags bags;

  @BeforeEach
  void open() {
    store = ArchiveStores.at(root);
    bags = new Bags(store);
  }

  @Test
  void makesABagThatAnotherLibraryFindsValid() {
    bags.seal(recording("a recording id", archived(0, "doc-0"), archived(1, "doc-1")), "holder-1");

    assertThatCode(this::verify).doesNotThrowAnyException();
  }

  @Test
  void makesAValidBagWhateverTheIdsAre() throws Exception {
    String hostile =
        "../../etc/passwd\r\nPayload-Oxum: 1.1\u0000\u2028 " + "x".repeat(5000) + " 🎙";

    bags.seal(recording(hostile, archived(0, hostile)), "holder-1");

    verify();
    Bag read = new BagReader().read(bagDirectory());
    assertThat(read.getMetadata().get("Payload-Oxum")).hasSize(1);
  }

  @Test
  void writesTheSameBytesWhenItSealsAgain() throws IOException {
    RecordingToSeal recording = recording("id", archived(0, "doc-0"));
    String first = bags.seal(recording, "holder-1");
    Map<String, String> before = contents();

    String second = bags.seal(recording, "host-1");

    assertThat(second).isEqualTo(first);
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void replacesTheTagFilesWhenAChunkCameLater() throws Exception {
    bags.seal(recording("id", archived(0, "doc-0")), "holder-1");

    bags.seal(recording("id", archived(0, "doc-0"), archived(1, "doc-1")), "holder-1");

    verify();
    assertThat(Files.readString(bagDirectory().resolve("manifest-sha256.txt")))
        .contains("data/chunk-0000-", "data/chunk-0001-");
  }

  @Test
  void saysWhichChunksAreNotInIt() throws IOException {
    SealedChunk lost = new SealedChunk(1, "doc-1", "LOST", Cause.EXPIRED, null, null, null);

    bags.seal(recording("id", archived(0, "doc-0"), lost), "holder-1");

    assertThat(Files.readAllLines(bagDirectory().resolve("bag-info.txt")))
        .contains("Chunk: 0 doc-0 archived", "Chunk: 1 doc-1 not archived: LOST EXPIRED");
  }

  @Test
  void namesTheDayOfTheLastArchivedChunkAndNoOther() throws IOException {
    bags.seal(recording("id", archived(0, "doc-0")), "holder-1");

    assertThat(Files.readAllLines(bagDirectory().resolve("bag-info.txt")))
        .contains("Bagging-Date: 2026-01-05");
  }

  @Test
  void tellsTheCallAsItIsKnown() throws Exception {
    Instant time = Instant.parse("2026-01-05T06:59:00Z");
    RecordedCall call =
        new RecordedCall(
            "a server call",
            null,
            null,
            null,
            true,
            null,
            null,
            time,
            "8:acs:r_a",
            null,
            90.5,
            null,
            null,
            List.of(
                new Participant(
                    null, "4:+15550100", null, "+15550100", "Zoë", "Caller", null, null, time)));
    SealedChunk lost = new SealedChunk(1, "doc-1", "LOST", Cause.EXPIRED, null, null, null);

    bags.seal(recording("id", call, archived(0, "doc-0", UNMIXED), lost), "holder-1");

    verify();
    assertThat(Files.readString(bagDirectory().resolve("call.json")))
        .isEqualTo(
            """
            {
              "call" : {
                "serverCallId" : "a server call",
                "isTwoParty" : true,
                "startedAt" : "2026-01-05T06:59:00Z",
                "startedBy" : "8:acs:r_a",
                "durationSeconds" : 90.5,
                "participants" : [
                  {
                    "rawId" : "4:+15550100",
                    "phoneNumber" : "+15550100",
                    "displayName" : "Zoë",
                    "role" : "Caller",
                    "removedAt" : "2026-01-05T06:59:00Z"
                  }
                ]
              },
              "recording" : {
                "resource" : "contoso-acs",
                "recordingId" : "id",
                "callId" : "0c6c9f4e-5b0a-4a61-9d0f-3f2f5a1b7c11",
                "serverCallId" : "a server call",
                "startedAt" : "2026-01-05T07:00:00Z",
                "startsAfterCallMs" : 60000,
                "durationMs" : 60000,
                "contentType" : "Audio",
                "channelType" : "Unmixed",
                "format" : "wav",
                "sessionEndReason" : "SessionEnded",
                "chunks" : [
                  {
                    "index" : 0,
                    "documentId" : "doc-0",
                    "status" : "ARCHIVED",
                    "content" : "data/chunk-0000-bd45690c.mp3",
                    "metadata" : "data/chunk-0000-bd45690c.acsmetadata.json",
                    "startTime" : "2026-01-05T07:00:00.1234567Z",
                    "durationMs" : 3600000,
                    "pauses" : [
                      {
                        "startTime" : "2026-01-05T07:10:00.0000000Z",
                        "durationMs" : 60000
                      }
                    ],
                    "channels" : [
                      {
                        "channel" : 0,
                        "participantId" : "8:acs:r_a"
                      }
                    ]
                  },
                  {
                    "index" : 1,
                    "documentId" : "doc-1",
                    "status" : "LOST"
                  }
                ]
              }
            }
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "null",
        "{\"pauseResumeIntervals\": 7, \"participants\": \"x\", \"chunkDuration\": \"NaN\"}",
        "{\"participants\": [null, 3, {\"channel\": {}}], \"chunkStartTime\": 5}"
      })
  void knowsNothingFromMetadataOfAnotherShape(String metadata) {
    assertThat(ChunkMetadata.read(metadata.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(ChunkMetadata.UNKNOWN);
  }

  @Test
  void survivesNestedMetadata() {
    byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    assertThat(ChunkMetadata.read(deep)).isEqualTo(ChunkMetadata.UNKNOWN);
  }

  @Test
  void refusesToSealOverChangedMetadata() throws IOException {
    SealedChunk chunk = archived(0, "doc-0");
    Path file = root.resolve(requireNonNull(chunk.metadata()).key());
    Files.delete(file);
    Files.writeString(file, "other");

    assertThatThrownBy(() -> bags.seal(recording("id", chunk), "holder-1"))
        .isInstanceOf(StoreException.Failed.class)
        .hasMessageContaining("is changed in the archive");
    assertThat(bagDirectory().resolve("bagit.txt")).doesNotExist();
  }

  /** Each event that is put is an open file meanwhile. */
  @Test
  void putsAFewEventsAtATime() throws Exception {
    AtomicInteger most = new AtomicInteger();
    ArchiveStore watched =
        (ArchiveStore)
            Proxy.newProxyInstance(
                ArchiveStore.class.getClassLoader(),
                new Class<?>[] {ArchiveStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("put")) {
                    most.accumulateAndGet(((List<?>) arguments[0]).size(), Math::max);
                  }
                  return method.invoke(store, arguments);
                });
    List<SealedEvent> events =
        IntStream.range(0, 200).mapToObj(number -> event("{\"id\":" + number + "}")).toList();

    new Bags(watched).seal(recording("id", null, events, archived(0, "doc-0")), "holder-1");

    verify();
    assertThat(most.get()).isBetween(32, 37);
    assertThat(contents().keySet().stream().filter(name -> name.contains("event"))).hasSize(200);
  }

  private static SealedEvent event(String text) {
    byte[] event = text.getBytes(StandardCharsets.UTF_8);
    return new SealedEvent(TagFiles.sha256(event), new RawBody(event));
  }

  private RecordingToSeal recording(String recordingId, SealedChunk... chunks) {
    return recording(recordingId, null, chunks);
  }

  private RecordingToSeal recording(
      String recordingId, @Nullable RecordedCall call, SealedChunk... chunks) {
    return recording(recordingId, call, List.of(event("{\"id\":\"as received\"}")), chunks);
  }

  private RecordingToSeal recording(
      String recordingId,
      @Nullable RecordedCall call,
      List<SealedEvent> events,
      SealedChunk... chunks) {
    return new RecordingToSeal(
        7,
        1,
        1,
        1,
        NAME,
        "contoso-acs",
        recordingId,
        "a server call",
        new Facts(60_000L, "Audio", "Unmixed", "wav", "SessionEnded"),
        List.of(chunks),
        events,
        call);
  }

  private SealedChunk archived(long index, String documentId) {
    return archived(index, documentId, "metadata " + index);
  }

  private SealedChunk archived(long index, String documentId, String metadata) {
    return new SealedChunk(
        index,
        documentId,
        "ARCHIVED",
        null,
        publish(BagLayout.content(BAG, index, documentId, "mp3"), "content " + index),
        publish(BagLayout.metadata(BAG, index, documentId), metadata),
        Instant.parse("2026-01-05T09:00:00Z"));
  }

  private ProvedFile publish(ArchiveKey key, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Incoming incoming = store.receive("holder-1")) {
      incoming.write(bytes, 0, bytes.length);
      Digest digest = incoming.complete();
      store.publish(incoming, key);
      return new ProvedFile(digest.sha256().hex(), digest.length(), key.value());
    }
  }

  private void verify() throws Exception {
    Bag bag = new BagReader().read(bagDirectory());
    try (BagVerifier verifier = new BagVerifier()) {
      verifier.isValid(bag, false);
      verifier.isComplete(bag, false);
    }
  }

  private Path bagDirectory() {
    return root.resolve(BAG.value());
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(bagDirectory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(bagDirectory().relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
