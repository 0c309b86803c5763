package org.recordingarchiver.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.event.RecordingFileStatusUpdated.Chunk;

class EventReaderTests {

  @Test
  void readsTheDocumentedSampleByteForByte() {
    byte[] sample = Samples.resource("seed/recording-file-status-updated.json");

    RecordingFileStatusUpdated event = (RecordingFileStatusUpdated) Samples.read(sample).getFirst();

    String text = new String(sample, StandardCharsets.UTF_8);
    assertThat(Samples.text(event))
        .contains("\t  \"deleteLocation\"")
        .isEqualTo(text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1));
    assertThat(event.raw().place()).isEqualTo(new Place(2, 3));
    assertThat(event.envelope().form()).isEqualTo(Envelope.Form.EVENT_GRID);
    assertThat(event.envelope().id()).isEqualTo("7283825e-f8f1-4c61-a9ea-752c56890500");
    assertThat(event.envelope().time()).isEqualTo(Instant.parse("2021-07-27T15:20:34.2199328Z"));
    assertThat(event.resource()).isEqualTo("{communication-services-resource-name}");
    assertThat(event.recordingId()).isEqualTo("{recording-id}");
    assertThat(event.callId()).isEqualTo("{call-id}");
    assertThat(event.serverCallId()).isEqualTo("{server-call-id}");
    assertThat(event.startedAt()).isEqualTo(Instant.parse("2021-07-27T15:20:23.6089755Z"));
    assertThat(event.durationMs()).isEqualTo(6620);
    assertThat(event.sessionEndReason()).isEqualTo("CallEnded");
    assertThat(event.formatType()).isNull();
    assertThat(event.chunks())
        .containsExactly(
            new Chunk(
                "0-eus-d12-801b3f3fc462fe8a01e6810cbff729b8",
                0,
                "SessionEnded",
                "https://storage.asm.skype.com/v1/objects/0-eus-d12-801b3f3fc462fe8a01e6810cbff729b8/content/video",
                "https://storage.asm.skype.com/v1/objects/0-eus-d12-801b3f3fc462fe8a01e6810cbff729b8/content/acsmetadata",
                "https://us-storage.asm.skype.com/v1/objects/0-eus-d1-83e9599991e21ad21220427d78fbf558"));
  }

  @ParameterizedTest
  @CsvSource({
    "seed/call-started.json,Microsoft.Communication.CallStarted",
    "seed/call-ended.json,Microsoft.Communication.CallEnded",
    "seed/call-participant-added.json,Microsoft.Communication.CallParticipantAdded",
    "seed/call-participant-removed.json,Microsoft.Communication.CallParticipantRemoved",
    "seed/incoming-call.json,Microsoft.Communication.IncomingCall",
    "acs/examples/call-started.json,Microsoft.Communication.CallStarted",
    "acs/examples/call-ended.docs-variant.json,Microsoft.Communication.CallEnded",
    "acs/examples/participant-added.docs-variant.json,Microsoft.Communication.CallParticipantAdded",
    "acs/examples/incoming-call.voip.cloudevents.json,Microsoft.Communication.IncomingCall",
    "acs/examples/subscription-validation.request.json,Microsoft.EventGrid.SubscriptionValidationEvent"
  })
  void keepsOtherTypesAsReceived(String resource, String type) {
    List<Reading> readings = Samples.read(Samples.resource(resource));

    assertThat(readings).hasSize(1).first().isNotInstanceOf(RecordingFileStatusUpdated.class);
    assertThat(((Event) readings.getFirst()).envelope().type()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "recording.eventgrid.single.json,EVENT_GRID,1,Mp4",
    "recording.cloudevents.single.json,CLOUD_EVENTS,1,Mp4",
    "recording.eventgrid.unmixed-wav.json,EVENT_GRID,1,Wav",
    "recording.eventgrid.multichunk-20h.json,EVENT_GRID,6,Mp4"
  })
  void readsBothFormsOfARecordingsEvent(
      String example, Envelope.Form form, int chunks, String format) {
    RecordingFileStatusUpdated event =
        (RecordingFileStatusUpdated)
            Samples.read(Samples.resource("acs/examples/" + example)).getFirst();

    assertThat(event.envelope().form()).isEqualTo(form);
    assertThat(event.resource()).isEqualTo("contoso-acs");
    assertThat(event.callId()).isEqualTo("0c6c9f4e-5b0a-4a61-9d0f-3f2f5a1b7c11");
    assertThat(event.recordingId()).startsWith("eyJQbGF0Zm9ybUVuZHBvaW50SWQi");
    assertThat(event.serverCallId()).startsWith("aHR0cHM6Ly9hcGku");
    assertThat(event.formatType()).isEqualTo(format);
    assertThat(event.chunks()).hasSize(chunks);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acsmetadata.mixed-mp4.json",
        "acsmetadata.unmixed-wav-paused.json",
        "storage.error.401.json",
        "subscription-validation.response.json",
        "cloudevents-handshake.http.txt"
      })
  void saysThatWhatIsNoEventIsUnreadable(String example) {
    List<Reading> readings = Samples.read(Samples.resource("acs/examples/" + example));

    assertThat(readings).isNotEmpty().allMatch(Unreadable.class::isInstance);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':'1','type':'T','source':'/s','specversion':'1.0','time':'2026-01-05T07:00:00Z'} | CLOUD_EVENTS",
        "{'id':'1','eventType':'T','topic':'/s','eventTime':'2026-01-05T07:00:00Z'}            | EVENT_GRID",
        "{'id':'1','eventType':'T','source':'/s','eventTime':'2026-01-05T07:00:00Z'}           | EVENT_GRID",
        "{'id':'1','type':'T','topic':'/s','eventTime':'2026-01-05T07:00:00Z'}                 | EVENT_GRID",
        "{'id':'1','type':'T','source':'/s','eventTime':'2026-01-05T07:00:00Z'}                | CLOUD_EVENTS",
        "{'id':'1','type':'T','topic':'/s','specversion':'1.0','time':'2026-01-05T07:00:00Z'}  | CLOUD_EVENTS",
        "{'id':'1','eventType':'T','topic':'/s','type':'x','source':'y','time':'2026-01-05T07:00:00Z'} | EVENT_GRID",
      })
  void tellsTheFormByItsShape(String event, Envelope.Form form) {
    Event read = (Event) Samples.read(event.replace('\'', '"')).getFirst();

    assertThat(read.envelope())
        .isEqualTo(new Envelope(form, "1", "/s", "T", null, Instant.parse("2026-01-05T07:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'topic':'t','eventType':'T'}             | id is missing",
        "{'id':null,'topic':'t','eventType':'T'}   | id is missing",
        "{'id':'','topic':'t','eventType':'T'}     | id is empty",
        "{'id':5,'topic':'t','eventType':'T'}      | id must be text, found number 5",
        "{'id':'1','eventType':'T'}                | topic is missing",
        "{'id':'1','specversion':'1.0','type':'T'} | source is missing",
        "{'id':'1','topic':{},'eventType':'T'}     | topic must be text, found object",
        "{'id':'1','topic':'t','eventType':[]}     | eventType must be text, found array",
        "{'id':'1','topic':'t'}                    | eventType is missing",
      })
  void namesTheFieldThatKeepsItFromReading(String event, String reason) {
    Reading read = Samples.read(event.replace('\'', '"')).getFirst();

    assertThat(((Unreadable) read).reason()).isEqualTo(reason);
  }

  /** Storage queues hand out base64, one message per line, or as strings in an array. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%1$s",
        " %1$s\r\n",
        "%1$s\n%2$s\n",
        "[\"%1$s\", \"%2$s\"]",
        "{}\n%1$s",
        "\"%1$s\""
      })
  void readsMessagesOfAStorageQueue(String input) {
    String one = new String(Samples.resource("seed/incoming-call.json"), StandardCharsets.UTF_8);
    String two = new String(Samples.resource("seed/call-ended.json"), StandardCharsets.UTF_8);

    List<Reading> readings = Samples.read(input.formatted(base64(one), base64(two)));

    List<Reading> events = readings.stream().filter(Event.class::isInstance).toList();
    assertThat(events).hasSize(input.contains("%2$s") ? 2 : 1);
    assertThat(readings).hasSize(events.size() + (input.contains("{}") ? 1 : 0));
    assertThat(events.getFirst()).isInstanceOf(IncomingCall.class);
    assertThat(Samples.text((Event) events.getFirst())).doesNotContain("eyJhbGci");
    assertThat(events.getFirst().raw().place().line()).isEqualTo(input.contains("{}") ? 2 : 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bm9uc2Vuc2U=", "AAAA", "{\"a\":", "dG9vIGxvbmc", "\"\""})
  void keepsWhatOnlyLooksEncoded(String input) {
    List<Reading> readings = Samples.read(input);

    assertThat(readings).hasSize(1).first().isInstanceOf(Unreadable.class);
    assertThat(readings.getFirst().raw().bytes()).asString().isEqualTo(input);
  }

  /** The token's letters are what must not be kept: neither plain nor encoded. */
  @Test
  void cutsTheSecretOfAMessageCutAnywhere() {
    String event = new String(Samples.resource("seed/incoming-call.json"), StandardCharsets.UTF_8);
    String whole = base64(event);
    int secret = event.indexOf("eyJhbGci");
    assertThat(secret).isPositive();

    for (int length = whole.length() - 1; length > secret * 4 / 3 + 40; length--) {
      String cut = whole.substring(0, length);
      for (Reading reading : Samples.read(cut)) {
        String kept = new String(reading.raw().bytes(), StandardCharsets.UTF_8);
        assertThat(kept).as("cut at %d", length).doesNotContain("eyJhbGci").isNotEqualTo(cut);
      }
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
