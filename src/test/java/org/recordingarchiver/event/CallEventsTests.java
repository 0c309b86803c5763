package org.recordingarchiver.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallEventsTests {

  private static final String STARTER =
      "8:acs:bc360ba8-d29b-4ef2-b698-769ebef85521_0000000c-1fb9-4878-07fd-0848220077e1";

  @Test
  void readsTheSeedsCallStarted() {
    CallStarted event = (CallStarted) seed("call-started");

    assertThat(event.call())
        .isEqualTo(
            new CallFacts(
                "{serverCallId}",
                "{correlationId}",
                "00000000-0000-0000-0000-000000000000",
                "{roomId}",
                person("communicationUser", STARTER, "{role}"),
                false,
                true));
  }

  @Test
  void readsTheSeedsCallEnded() {
    CallEnded event = (CallEnded) seed("call-ended");

    assertThat(event.durationSeconds()).isEqualTo(49.728617199999995);
    assertThat(event.call().startedBy()).isEqualTo(person("communicationUser", STARTER, "{role}"));
    assertThat(event.reason()).isNull();
    assertThat(event.endedBy()).isNull();
  }

  @Test
  void readsTheSeedsCallParticipantAdded() {
    CallParticipantAdded event = (CallParticipantAdded) seed("call-participant-added");

    assertThat(event.participant().person())
        .isEqualTo(person("communicationUser", STARTER, "{role}"));
    assertThat(event.participant().displayName()).isEqualTo("Sharif Edge");
    assertThat(event.participant().participantId())
        .isEqualTo("041e3b8a-1cce-4ebf-b587-131312c39410");
    assertThat(event.participant().userAgent()).startsWith("acs-web-test-client-ACSWeb(3617/");
  }

  @Test
  void readsTheSeedsCallParticipantRemoved() {
    CallParticipantRemoved event = (CallParticipantRemoved) seed("call-participant-removed");

    assertThat(event.participant().displayName()).isEqualTo("Sharif Chrome");
    assertThat(event.call().serverCallId()).startsWith("aHR0cHM6Ly9jb252LWRldi0yMS5jb252");
    assertThat(event.envelope().time()).isEqualTo("2021-09-22T17:28:41.149765200Z");
  }

  @Test
  void readsTheSeedsIncomingCall() {
    IncomingCall event = (IncomingCall) seed("incoming-call");

    assertThat(event.to())
        .extracting(Identifier::rawId)
        .asString()
        .endsWith("00000014-1889-f3a7-6a0b-343a0d0061f3");
    assertThat(event.from())
        .extracting(Identifier::rawId)
        .asString()
        .endsWith("00000014-2033-438d-1000-343a0d006e10");
    assertThat(event.callerDisplayName()).isEqualTo("John Doe");
    assertThat(event.voipHeaders()).isEqualTo(Map.of("voipHeaderName", "value"));
    assertThat(event.call().correlationId()).isEqualTo("d732db64-4803-462d-be9c-518943ea2b7a");
    assertThat(Samples.text(event)).doesNotContain("eyJhbGci");
  }

  @Test
  void readsTheFlatStartedByAndUserOf2021() {
    CallParticipantAdded event =
        (CallParticipantAdded)
            event(
                "CallParticipantAdded",
                "",
                """
                {"startedBy":{"rawId":"8:acs:r_a","communicationUser":{"id":"8:acs:r_a"},
                              "role":"Organizer"},
                 "user":{"rawId":"8:acs:r_b","communicationUser":{"id":"8:acs:r_b"},
                         "role":"Attendee"}}
                """);

    assertThat(event.call().startedBy())
        .isEqualTo(person("communicationUser", "8:acs:r_a", "Organizer"));
    assertThat(event.participant().person())
        .isEqualTo(person("communicationUser", "8:acs:r_b", "Attendee"));
  }

  @Test
  void readsTheSpecsCallEnded() {
    CallEnded event =
        (CallEnded)
            event(
                "CallEnded",
                "call/S",
                """
                {"callDurationInSeconds":49,"reason":{"code":0,"subCode":5300,"phrase":"bye"},
                 "endedBy":{"communicationIdentifier":{"rawId":"4:+15550100"},
                            "type":"Participant","name":"Robin"}}
                """);

    assertThat(event.call().serverCallId()).isEqualTo("S");
    assertThat(event.durationSeconds()).isEqualTo(49.0);
    assertThat(event.reason()).isEqualTo(new CallEnded.Reason(0L, 5300L, "bye"));
    assertThat(event.endedBy())
        .isEqualTo(
            new CallEnded.EndedBy(
                new Identifier("phoneNumber", "4:+15550100", "+15550100"), "Participant", "Robin"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'onBehalfOfCallee':{'rawId':'8:acs:r_c'}}",
        "{'customContext':{'onBehalfOfCallee':{'rawId':'8:acs:r_c'}}}"
      })
  void findsOnBehalfOfCalleeInBothPlaces(String data) {
    IncomingCall event = (IncomingCall) event("IncomingCall", "", data.replace('\'', '"'));

    assertThat(event.onBehalfOfCallee())
        .isEqualTo(new Identifier("communicationUser", "8:acs:r_c", null));
  }

  @Test
  void takesFromTheSubjectWhatTheDataDoesNotSay() {
    CallStarted started = (CallStarted) event("CallStarted", "call/S/startedBy/8:acs:r_a", "{}");
    CallParticipantRemoved removed =
        (CallParticipantRemoved)
            event("CallParticipantRemoved", "call/S/participant/4:+1555_x", "null");
    IncomingCall incoming =
        (IncomingCall) event("IncomingCall", "/caller/4:anonymous/recipient/28:orgid:b", "[]");

    assertThat(started.call().serverCallId()).isEqualTo("S");
    assertThat(started.call().startedBy())
        .isEqualTo(person("communicationUser", "8:acs:r_a", null));
    assertThat(removed.participant().person())
        .isEqualTo(new Person(new Identifier("phoneNumber", "4:+1555_x", "+1555"), null));
    assertThat(incoming.from()).isEqualTo(new Identifier("phoneNumber", "4:anonymous", null));
    assertThat(incoming.to()).isEqualTo(new Identifier("microsoftTeamsApp", "28:orgid:b", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{'rawId':'8:acs:r_u'}                                    | communicationUser  | 8:acs:r_u        | -",
        "{'rawId':'8:gcch-acs:r_u'}                               | communicationUser  | 8:gcch-acs:r_u   | -",
        "{'rawId':'8:acs:r_t_u'}                                  | teamsExtensionUser | 8:acs:r_t_u      | -",
        "{'communicationUser':{'id':'8:acs:r_u'}}                 | communicationUser  | 8:acs:r_u        | -",
        "{'phoneNumber':{'value':'+1555'}}                        | phoneNumber        | 4:+1555          | +1555",
        "{'rawId':'4:anonymous','phoneNumber':{'value':'anonymous'}} | phoneNumber     | 4:anonymous      | -",
        "{'rawId':'4:+1555_asserted'}                             | phoneNumber        | 4:+1555_asserted | +1555",
        "{'microsoftTeamsUser':{'userId':'u'}}                    | microsoftTeamsUser | 8:orgid:u        | -",
        "{'microsoftTeamsUser':{'userId':'u','cloud':'dod'}}      | microsoftTeamsUser | 8:dod:u          | -",
        "{'microsoftTeamsUser':{'userId':'u','isAnonymous':true}} | microsoftTeamsUser | 8:teamsvisitor:u | -",
        "{'microsoftTeamsApp':{'appId':'a','cloud':'GCCH'}}       | microsoftTeamsApp  | 28:gcch:a        | -",
        "{'rawId':'8:gcch:u'}                                     | microsoftTeamsUser | 8:gcch:u         | -",
        "{'rawId':'9:x'}                                          | unknown            | 9:x              | -",
        "{'kind':'PhoneNumber','rawId':'4:+1'}                    | phoneNumber        | 4:+1             | +1",
        "{'kind':'hologram','rawId':'8:acs:r_u'}                  | hologram           | 8:acs:r_u        | -"
      })
  void tellsWhoIsMeant(String json, String kind, String rawId, @Nullable String phoneNumber) {
    IncomingCall event =
        (IncomingCall) event("IncomingCall", "", "{'to':%s}".formatted(json).replace('\'', '"'));

    assertThat(event.to()).isEqualTo(new Identifier(kind, rawId, phoneNumber));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CallStarted",
        "CallEnded",
        "CallParticipantAdded",
        "CallParticipantRemoved",
        "IncomingCall"
      })
  void refusesNoneForItsData(String type) {
    String wrong =
        """
        {"startedBy":7,"user":[],"serverCallId":{},"group":"g","room":null,"isTwoParty":"no",
         "durationOfCall":"long","callDurationInSeconds":1e999,"reason":[1],"endedBy":true,
         "to":"x","from":3,"customContext":[],"callerDisplayName":false,"correlationId":1}
        """;
    List.of(wrong, "null", "[]", "\"text\"", "{}")
        .forEach(data -> assertThat(event(type, "", data)).isInstanceOf(CallEvent.class));
  }

  @Test
  void tellsTheTypeInAnyCaseAndKeepsTypesItDoesNotKnow() {
    assertThat(read("microsoft.communication.CALLSTARTED", "", "{}"))
        .isInstanceOf(CallStarted.class);
    assertThat(read("CallStarted", "", "{}")).isInstanceOf(OtherEvent.class);
    assertThat(read("Microsoft.Communication.CallTransferred", "", "{}"))
        .isInstanceOf(OtherEvent.class);
  }

  private static Person person(String kind, String rawId, @Nullable String role) {
    return new Person(new Identifier(kind, rawId, null), role);
  }

  private static Reading seed(String name) {
    List<Reading> readings = Samples.read(Samples.resource("seed/" + name + ".json"));
    assertThat(readings).hasSize(1);
    return readings.getFirst();
  }

  private static Reading event(String type, String subject, String data) {
    return read("Microsoft.Communication." + type, subject, data);
  }

  private static Reading read(String type, String subject, String data) {
    List<Reading> readings =
        Samples.read(
            """
            {"id":"1","source":"/x/contoso","specversion":"1.0","type":"%s","subject":"%s","data":%s}
            """
                .formatted(type, subject, data));
    assertThat(readings).hasSize(1);
    return readings.getFirst();
  }
}
