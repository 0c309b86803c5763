package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;

/** The real jar, on what events told it. */
class FindCommandIT {

  private static final String EVENTS =
      """
      {"id":"1","topic":"/t/acs","eventType":"Microsoft.Communication.RecordingFileStatusUpdated",\
      "subject":"/recording/call/0c6c9f4e/serverCallId/S/recordingId/R","eventTime":"2026-01-05T07:02:00Z",\
      "data":{"recordingStartTime":"2026-01-05T07:00:00Z","recordingDurationMs":65000,\
      "recordingStorageInfo":{"recordingChunks":[{"documentId":"D","index":0,\
      "contentLocation":"https://storage.asm.skype.com/v1/objects/D/content/video",\
      "metadataLocation":"https://storage.asm.skype.com/v1/objects/D/content/acsmetadata"}]}}}
      {"id":"2","topic":"/t/acs","eventType":"Microsoft.Communication.CallParticipantAdded",\
      "subject":"call/S","eventTime":"2026-01-05T07:00:00Z","data":{"serverCallId":"S",\
      "correlationId":"0c6c9f4e","participantId":"P","displayName":"Zoë\\u001b[2J\\nMüller",\
      "user":{"rawId":"4:+14255550100","role":"Caller"}}}
      """;

  private final TestDatabase database = TestPostgres.migrated();
  @TempDir private Path directory;

  @Test
  void findsWhatEventsToldAndSaysWhatItFound() throws IOException {
    Ran before = run("find", "--json");
    Path events = Files.writeString(directory.resolve("events.json"), EVENTS);
    Ran ingest = run("ingest", events.toString());

    Ran table = run("find", "--participant", "+1 (425) 555-0100", "--from", "2026-01-05T07:01:00");
    Ran json = run("find", "--json", "--call", "0c6c9f4e", "--status", "QUEUED,sealed");
    Ran nothing = run("find", "--participant", "robin");

    assertThat(before.code()).isZero();
    assertThat(before.out()).isEqualTo("{\"recordings\":[],\"more\":false}\n");
    assertThat(before.err()).isEqualTo("No recording was found.\n");
    assertThat(ingest.code()).as(ingest.toString()).isZero();
    assertThat(table.code()).isZero();
    assertThat(table.out())
        .isEqualTo(
            """
            START                 DURATION   CALL      PARTICIPANTS                 CHUNKS    PLACE
            2026-01-05T07:00:00Z  1 min 5 s  0c6c9f4e  Zoë\ufffd[2J Müller +14255550100  1 queued  none yet
            """);
    assertThat(table.err()).isEmpty();
    assertThat(json.code()).isZero();
    assertThat(json.out())
        .startsWith("{\"recordings\":[{\"recording\":1,\"resource\":\"acs\",\"recordingId\":\"R\",")
        .contains("\"displayName\":\"Zoë\\u001B[2J\\nMüller\"")
        .hasLineCount(1);
    assertThat(nothing.code()).isZero();
    assertThat(nothing.out()).isEmpty();
    assertThat(nothing.err()).isEqualTo("No recording was found.\n");
  }

  private Ran run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--spring.datasource.url=" + database.url());
    return Ran.launcher(
        directory,
        Map.of(
            "SPRING_DATASOURCE_USERNAME", database.user(),
            "SPRING_DATASOURCE_PASSWORD", database.password()),
        all.toArray(String[]::new));
  }
}
