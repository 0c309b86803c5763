package org.recordingarchiver.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.ledger.InboxDatabase;

class IngestIT {

  private final InboxDatabase database = new InboxDatabase();
  private final Ingest ingest = new Ingest(database.inbox());

  @Test
  void queuesTheOneChunkOfTheDocumentedSample() throws IOException {
    byte[] sample = resource("seed/recording-file-status-updated.json");

    IngestReport report = ingest.ingest(new ByteArrayInputStream(sample), "standard input");

    assertThat(report.queuedChunks()).isEqualTo(1);
    assertThat(report.rejected()).isZero();
    assertThat(
            database.row(
                """
                select document_id, delete_location, content_object = delete_object as same,
                       expires_at = '2021-07-28T15:20:34.219932Z' as expires,
                       lost_after = '2021-07-28T17:20:34.219932Z' as lost, chunk.status, chunk.resource,
                       r.started_at = '2021-07-27T15:20:23.608975Z' as started
                from chunk join recording r on r.id = chunk.recording
                """))
        .containsEntry("document_id", "0-eus-d12-801b3f3fc462fe8a01e6810cbff729b8")
        .containsEntry("resource", "{communication-services-resource-name}")
        .containsEntry("status", "QUEUED")
        .containsEntry("expires", true)
        .containsEntry("lost", true)
        .containsEntry("started", true)
        .containsEntry("same", false);
    String text = new String(sample, StandardCharsets.UTF_8);
    assertThat((byte[]) database.row("select body from event").get("body"))
        .asString()
        .isEqualTo(text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1));
  }

  @Test
  void keepsAllSamplesAndNoneOfTheirSecrets() {
    Path resources = Path.of("src", "test", "resources");

    IngestReport first =
        ingest.ingest(List.of(resources.resolve("seed"), resources.resolve("acs")));
    IngestReport again =
        ingest.ingest(List.of(resources.resolve("seed"), resources.resolve("acs")));

    assertThat(first.events()).isEqualTo(15);
    assertThat(first.queuedChunks()).isEqualTo(9);
    assertThat(first.otherTypes()).containsEntry("Microsoft.Communication.IncomingCall", 2L);
    assertThat(again.events()).isZero();
    assertThat(again.duplicates()).isEqualTo(15);
    assertThat(again.rejected()).isEqualTo(first.rejected()).isPositive();
    assertThat(database.dump())
        .contains("incomingCallContext")
        .contains("Robin")
        .doesNotContain("eyJhbGciOiJub25lI");
  }

  /** Dead letters say why they were given up, in names of two spellings (WIRE.md 6.3). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        [{"id":"1","topic":"/t/acs","eventType":"Microsoft.Communication.RecordingFileStatusUpdated",\
        "subject":"/recording/call/c/serverCallId/S/recordingId/R","eventTime":"2026-01-05T07:02:00Z",\
        "data":DATA,"deadLetterReason":"MaxDeliveryAttemptsExceeded","deliveryAttempts":30,\
        "lastDeliveryOutcome":"Unauthorized","publishTime":"2026-01-05T07:02:01Z",\
        "lastDeliveryAttemptTime":"2026-01-06T07:02:00Z"}]
        """,
        """
        [{"id":"1","source":"/t/acs","type":"Microsoft.Communication.RecordingFileStatusUpdated",\
        "subject":"/recording/call/c/serverCallId/S/recordingId/R","time":"2026-01-05T07:02:00Z",\
        "specversion":"1.0","data":DATA,"deadletterreason":"MaxDeliveryAttemptsExceeded",\
        "deliveryattempts":30,"lastdeliveryoutcome":"Unauthorized",\
        "publishtime":"2026-01-05T07:02:01Z","lastdeliveryattempttime":"2026-01-06T07:02:00Z"}]
        """
      })
  void takesInDeadLetters(String letter, @TempDir Path container) throws IOException {
    String data =
        """
        {"recordingStorageInfo":{"recordingChunks":[{"documentId":"D","index":0,\
        "contentLocation":"https://storage.asm.skype.com/v1/objects/D/content/video"}]}}\
        """;
    Path folder = Files.createDirectories(container.resolve("topic/SUBSCRIPTION/2026/1/6/7"));
    Files.writeString(folder.resolve("letter.json"), letter.replace("DATA", data));

    IngestReport report = ingest.ingest(List.of(container));

    assertThat(report.queuedChunks()).isEqualTo(1);
    assertThat(report.rejected()).isZero();
    assertThat(database.row("select body_json::text as body from event").get("body"))
        .asString()
        .containsIgnoringCase("deadLetterReason");
  }

  @Test
  void takesInEventsThatTheDatabaseWouldRefuse() {
    String hostile =
        """
        {"id":"\\u0000","topic":"/t/acs","eventType":"\\ud800","subject":"\\u0000",
         "data":{"\\u0000":"\\udc00","n":1e999999999,"deep":%s}}
        """
            .formatted("[".repeat(400) + "]".repeat(400));

    IngestReport report = ingest.ingest(stream(hostile + "\n{\"id\":"), "standard input");

    assertThat(report.events()).isEqualTo(1);
    assertThat(report.rejected()).isEqualTo(1);
    assertThat(database.row("select event_id, body_json -> 'data' ->> 'n' as n from event"))
        .containsEntry("event_id", "\ufffd")
        .containsEntry("n", "1e999999999");
  }

  @Test
  void takesInManyEvents() {
    String events =
        IntStream.range(0, 5_000).mapToObj(IngestIT::event).collect(Collectors.joining("\n"));

    IngestReport report = ingest.ingest(stream(events), "standard input");

    assertThat(report.events()).isEqualTo(5_000);
    assertThat(report.queuedChunks()).isEqualTo(5_000);
    assertThat(database.count("chunk where status = 'QUEUED'")).isEqualTo(5_000);
  }

  private static String event(int i) {
    return """
    {"id":"%d","topic":"/t/acs","eventType":"Microsoft.Communication.RecordingFileStatusUpdated",\
    "subject":"/recording/call/%d/recordingId/%d","eventTime":"2026-01-05T07:00:00Z",\
    "data":{"recordingStorageInfo":{"recordingChunks":[{"documentId":"%d","index":0,\
    "contentLocation":"https://us-storage.asm.skype.com/v1/objects/%d/content/video"}]}}}\
    """
        .formatted(i, i, i, i, i);
  }

  private static byte[] resource(String path) throws IOException {
    try (InputStream in = IngestIT.class.getResourceAsStream("/" + path)) {
      return Objects.requireNonNull(in, path).readAllBytes();
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
