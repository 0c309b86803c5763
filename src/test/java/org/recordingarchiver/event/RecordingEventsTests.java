package org.recordingarchiver.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingEventsTests {

  private static final String CHUNKS = "data.recordingStorageInfo.recordingChunks";

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/recording/call/C,C,-,-",
        "/recording/call/C/recordingId/R,C,-,R",
        "/recording/call/C/serverCallId/S,C,S,-",
        "/recording/call/C/serverCallId/S/recordingId/R,C,S,R",
        "recording/call/C/serverCallId/S/recordingId/R/,C,S,R",
        "/recording/CALL/C/SERVERCALLID/S/RecordingID/R,C,S,R",
        "/recording/recordingId/R,-,-,R",
        "/recording/call//serverCallId/S,-,S,-",
        "/recording/call/C/recordingId/a/b+c==,C,-,a/b+c==",
        "/recording,-,-,-",
        "'',-,-,-",
        "/,-,-,-"
      })
  void findsTheIdsByTheirLabels(String subject, String call, String serverCall, String recording) {
    RecordingFileStatusUpdated event = recording(subject, "{\"documentId\":\"d\"}");

    assertThat(event.callId()).isEqualTo(call);
    assertThat(event.serverCallId()).isEqualTo(serverCall);
    assertThat(event.recordingId()).isEqualTo(recording);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null                         | " + CHUNKS + " is missing",
        "[]                           | " + CHUNKS + " is empty",
        "{}                           | " + CHUNKS + " must be an array, found object",
        "[7]                          | " + CHUNKS + "[0] must be an object, found number 7",
        "[{'index':0}]                | " + CHUNKS + "[0].documentId is missing",
        "[{'documentId':'d'},{}]      | " + CHUNKS + "[1].documentId is missing",
        "[{'documentId':''}]          | " + CHUNKS + "[0].documentId is empty",
        "[{'documentId':1}]           | " + CHUNKS + "[0].documentId must be text, found number 1",
        "[{'documentId':'d','index':'x'}] | "
            + CHUNKS
            + "[0].index must be a whole number of 64 bits, found string x",
        "[{'documentId':'d','index':0.5}] | "
            + CHUNKS
            + "[0].index must be a whole number of 64 bits, found number 0.5",
        "[{'documentId':'d','index':9223372036854775808}] | "
            + CHUNKS
            + "[0].index must be a whole number of 64 bits, found number 9223372036854775808",
        "[{'documentId':'d','contentLocation':{}}] | "
            + CHUNKS
            + "[0].contentLocation must be text, found object",
      })
  void refusesChunksThatCantBeUnderstood(String chunks, String reason) {
    String event = Samples.recording("", "{}").replace("[{}]", chunks.replace('\'', '"'));

    Reading read = Samples.read(event).getFirst();

    assertThat(((Unreadable) read).reason()).isEqualTo(reason);
    assertThat(Samples.text(read)).isEqualTo(event);
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807,9223372036854775807",
    "-9223372036854775808,-9223372036854775808",
    "3.0,3",
    "null,0"
  })
  void takesAnyWholeNumberAsIndex(String json, long index) {
    RecordingFileStatusUpdated event =
        recording("", "{\"documentId\":\"d\",\"index\":" + json + "}");

    assertThat(event.chunks().getFirst().index()).isEqualTo(index);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e999", "true", "{}", "\"6620\"", "0.5"})
  void countsADurationThatIsNoWholeNumberAsMissing(String json) {
    assertThat(lasting(json).durationMs()).isNull();
  }

  @Test
  void survivesNumbersOfHundredsOfDigits() {
    assertThat(lasting("9".repeat(900)).durationMs()).isNull();
    assertThat(Samples.read(Samples.recording("", "{\"documentId\":" + "9".repeat(900) + "}")))
        .singleElement()
        .isInstanceOf(Unreadable.class);
    assertThat(Samples.read(Samples.recording("", "{\"documentId\":" + "9".repeat(9_000) + "}")))
        .singleElement()
        .isInstanceOf(Unreadable.class);
  }

  @Test
  void leavesOutWhatTheEventDoesNotSay() {
    RecordingFileStatusUpdated event = recording("", "{\"documentId\":\"d\",\"more\":[1]}");

    assertThat(event.resource()).isEqualTo("contoso");
    assertThat(event.chunks())
        .containsExactly(new RecordingFileStatusUpdated.Chunk("d", 0, null, null, null, null));
    assertThat(event.startedAt()).isNull();
    assertThat(event.durationMs()).isNull();
    assertThat(event.contentType()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"mp4,Mp4", "MP3,Mp3", "wav,Wav", "Ogg,Ogg"})
  void spellsKnownTypesInOneWay(String received, String spelled) {
    String event =
        Samples.recording("", "{\"documentId\":\"d\"}")
            .replace("\"data\":{", "\"data\":{\"recordingFormatType\":\"" + received + "\",")
            .replace("RecordingFileStatusUpdated", "RECORDINGFILESTATUSUPDATED");

    assertThat(((RecordingFileStatusUpdated) Samples.read(event).getFirst()).formatType())
        .isEqualTo(spelled);
  }

  @Test
  void prefersTheIdsInTheData() {
    String event =
        Samples.recording("/recording/call/C/recordingId/R", "{\"documentId\":\"d\"}")
            .replace("\"data\":{", "\"data\":{\"recordingId\":\"byos\",");

    RecordingFileStatusUpdated read = (RecordingFileStatusUpdated) Samples.read(event).getFirst();

    assertThat(read.recordingId()).isEqualTo("byos");
    assertThat(read.callId()).isEqualTo("C");
  }

  @ParameterizedTest
  @CsvSource({
    "/a/communicationservices/Contoso,contoso",
    "/a/contoso},contoso",
    "/a/contoso/,contoso",
    "/a/contoso}/},contoso",
    "/a/{name},{name}",
    "contoso,contoso",
    "/,''"
  })
  void namesTheResourceByTheLastSegment(String source, String resource) {
    Envelope envelope = new Envelope(Envelope.Form.EVENT_GRID, "1", source, "T", null, null);

    assertThat(envelope.resource()).isEqualTo(resource);
  }

  private static RecordingFileStatusUpdated lasting(String duration) {
    String event =
        Samples.recording("", "{\"documentId\":\"d\"}")
            .replace("\"data\":{", "\"data\":{\"recordingDurationMs\":" + duration + ",");
    return (RecordingFileStatusUpdated) Samples.read(event).getFirst();
  }

  private static RecordingFileStatusUpdated recording(String subject, String chunk) {
    return (RecordingFileStatusUpdated) Samples.read(Samples.recording(subject, chunk)).getFirst();
  }
}
