package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.report.FoundRecording;
import org.recordingarchiver.report.FoundRecording.Call;
import org.recordingarchiver.report.FoundRecording.Chunk;
import org.recordingarchiver.report.FoundRecording.Participant;
import org.recordingarchiver.report.FoundRecordings;

class FoundTextTests {

  private static final Instant TIME = Instant.parse("2026-01-05T07:00:00.123Z");

  @Test
  void anEmptyAnswerHasNoHeadings() {
    assertThat(new FoundText(new FoundRecordings(List.of(), false), false).toString()).isEmpty();
  }

  @Test
  void showsARecordingPerLineAndWhereItIs() {
    FoundRecording found =
        recording(
            "SEALED",
            "0c6c9f4e",
            "/archive/2026/bag",
            List.of(
                call(
                    person("4:+1425", "+1425", null),
                    person("8:acs:x", null, "Zoë"),
                    person("8:acs:x", null, "Zoë"))),
            archived(0),
            archived(1));
    FoundRecording bare = recording("OPEN", null, null, List.of(), chunk(2, "QUEUED", null, null));

    assertThat(lines(false, found, bare))
        .containsExactly(
            "START                 DURATION   CALL      PARTICIPANTS  CHUNKS      PLACE",
            "2026-01-05T07:00:00Z  1 min 5 s  0c6c9f4e  +1425, Zoë    2 archived  /archive/2026/bag",
            "2026-01-05T07:00:00Z  1 min 5 s  -         -             1 queued    none yet");
  }

  @Test
  void saysBelowWhyAChunkIsNotThere() {
    FoundRecording found =
        recording(
            "OPEN",
            "c",
            "/archive/bag",
            List.of(),
            archived(0),
            chunk(1, "LOST", "NOT_FOUND", "answered\n404"),
            chunk(2, "FAILED", "NOT_MEDIA", null),
            chunk(3, "CLAIMED", null, null));

    assertThat(lines(false, found).subList(1, 4))
        .containsExactly(
            "2026-01-05T07:00:00Z  1 min 5 s  c     -             1 archived, 1 in work, 1 failed, 1 lost,"
                + " not sealed  /archive/bag",
            "    chunk 1 LOST NOT_FOUND after 3 attempts: answered 404",
            "    chunk 2 FAILED NOT_MEDIA after 3 attempts, next try 2026-01-05T07:00:00Z");
  }

  @Test
  void showsOnlySoMuchOfManyChunksInTrouble() {
    Chunk[] chunks =
        Collections.nCopies(7, chunk(1, "FAILED", "NOT_MEDIA", "m".repeat(900)))
            .toArray(Chunk[]::new);

    List<String> lines = lines(false, recording("OPEN", "c", null, List.of(), chunks));

    assertThat(lines).hasSize(8).last().isEqualTo("    and 2 more: see --json");
    assertThat(lines.get(2)).hasSize(304).endsWith("m…");
  }

  @Test
  void aRecordingThatIsLostIsNowhere() {
    assertThat(
            lines(false, recording("OPEN", "c", null, List.of(), chunk(1, "LOST", "EXPIRED", "m")))
                .get(1))
        .endsWith("1 lost  none");
  }

  @Test
  void listsTheMediaFilesWhenAsked() {
    FoundRecording found = recording("SEALED", "c", "/archive/bag", List.of(), archived(0));

    assertThat(lines(true, found)).last().isEqualTo("    /archive/bag/data/0.wav");
  }

  @Test
  void aHostileValueStaysWithinItsColumn() {
    FoundRecording found =
        recording(
            "OPEN",
            "c\u001b[2J" + "c".repeat(5_000),
            null,
            List.of(call(person("8:acs:x", null, "A\n2026-01-05  forged\u001b]0;x\u0007"))),
            chunk(1, "QUEUED", null, null));

    List<String> lines = lines(false, found);

    assertThat(lines).hasSize(2);
    assertThat(lines.get(1))
        .contains("c\ufffd[2Jccc", "…  A 2026-01-05 forged\ufffd]0;x\ufffd  1 queued")
        .hasSizeLessThan(150);
  }

  @Test
  void printsJsonInTheOrderAndWithTheNamesThatScriptsKnow() {
    FoundRecording found =
        recording(
            "SEALED",
            "c",
            "/archive/bag",
            List.of(call(person("4:+1425", "+1425", "Zo\u00eb\u001b"))),
            archived(0));

    assertThat(FindCommand.json(new FoundRecordings(List.of(found), false)))
        .isEqualTo(
            """
            {"recordings":[{"recording":1,"resource":"acs","recordingId":"r","callId":"c",\
            "serverCallId":"s","status":"SEALED","startedAt":"2026-01-05T07:00:00.123Z",\
            "knownSince":"2026-01-05T07:00:00.123Z","durationMs":65000,"contentType":"audio",\
            "channelType":"mixed","formatType":"wav","store":"store","bag":"/archive/bag",\
            "calls":[{"serverCallId":"s","correlationId":"c","incomingAt":null,\
            "startedAt":"2026-01-05T07:00:00.123Z","startedBy":null,"endedAt":null,\
            "durationSeconds":null,"endReason":null,"endedBy":null,"participants":[\
            {"participantId":null,"rawId":"4:+1425","kind":"kind","phoneNumber":"+1425",\
            "displayName":"Zo\u00eb\\u001B","role":"Caller","addedAt":"2026-01-05T07:00:00.123Z",\
            "removedAt":null}]}],\
            "chunks":[{"chunk":0,"index":0,"documentId":"d","status":"ARCHIVED","cause":null,\
            "message":null,"attempts":1,"nextAttemptAt":null,"expiresAt":"2026-01-05T07:00:00.123Z",\
            "archivedAt":"2026-01-05T07:00:00.123Z","bytes":10,"content":"/archive/bag/data/0.wav",\
            "metadata":"/archive/bag/data/0.json"}]}],"more":false}\
            """);
  }

  @Test
  void printsAnEmptyArrayIfNothingWasFound() {
    assertThat(FindCommand.json(new FoundRecordings(List.of(), false)))
        .isEqualTo("{\"recordings\":[],\"more\":false}");
  }

  private static List<String> lines(boolean files, FoundRecording... recordings) {
    return new FoundText(new FoundRecordings(List.of(recordings), false), files)
        .toString()
        .lines()
        .toList();
  }

  private static FoundRecording recording(
      String status,
      @Nullable String callId,
      @Nullable String bag,
      List<Call> calls,
      Chunk... chunks) {
    return new FoundRecording(
        1,
        "acs",
        "r",
        callId,
        callId == null ? null : "s",
        status,
        TIME,
        TIME,
        65_000L,
        "audio",
        "mixed",
        "wav",
        bag == null ? null : "store",
        bag,
        calls,
        List.of(chunks));
  }

  private static Call call(Participant... participants) {
    return new Call("s", "c", null, TIME, null, null, null, null, null, List.of(participants));
  }

  private static Participant person(
      String rawId, @Nullable String phoneNumber, @Nullable String name) {
    return new Participant(null, rawId, "kind", phoneNumber, name, "Caller", TIME, null);
  }

  private static Chunk archived(int index) {
    return new Chunk(
        index,
        index,
        "d",
        "ARCHIVED",
        null,
        null,
        1,
        null,
        TIME,
        TIME,
        10L,
        "/archive/bag/data/" + index + ".wav",
        "/archive/bag/data/" + index + ".json");
  }

  private static Chunk chunk(
      long number, String status, @Nullable String cause, @Nullable String message) {
    return new Chunk(
        number,
        number,
        "d",
        status,
        cause,
        message,
        3,
        status.equals("FAILED") ? TIME : null,
        TIME,
        null,
        null,
        null,
        null);
  }
}
