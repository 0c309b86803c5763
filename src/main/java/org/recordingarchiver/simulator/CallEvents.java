package org.recordingarchiver.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The five events of a call that tell nothing of its recording, keys and their order as in the
 * documentation's samples: a caller's phone rings an agent, who joins and leaves.
 */
record CallEvents(DemoIds ids, String topic, DemoRecording recording) {

  private static final Duration RINGING = Duration.ofSeconds(4);

  /** By kind, the end of the call first: Event Grid promises no order. */
  SequencedMap<String, byte[]> messages() {
    Instant start = recording.startedAt();
    Instant end = start.plus(recording.duration());
    SequencedMap<String, byte[]> messages = new LinkedHashMap<>();
    put(messages, "CallEnded", callSubject(), ended(), end);
    put(messages, "CallParticipantRemoved", participantSubject(), participant(), end);
    put(messages, "CallParticipantAdded", participantSubject(), participant(), start);
    put(messages, "CallStarted", startedSubject(), started(), start);
    put(messages, "IncomingCall", incomingSubject(), incoming(), start.minus(RINGING));
    return messages;
  }

  private void put(
      SequencedMap<String, byte[]> messages,
      String kind,
      String subject,
      ObjectNode data,
      Instant time) {
    ObjectNode event = Json.object();
    event.put("id", ids.uuid(kind + " " + recording.name()).toString());
    event.put("topic", topic).put("subject", subject).set("data", data);
    event.put("eventType", "Microsoft.Communication." + kind);
    event.put("dataVersion", "1.0").put("metadataVersion", "1").put("eventTime", Json.time(time));
    messages.put(kind, Json.bytes(Json.array().add(event), "\n"));
  }

  private ObjectNode started() {
    return withCall(Json.object());
  }

  private ObjectNode ended() {
    return withCall(Json.object().put("durationOfCall", recording.duration().toMillis() / 1000.0));
  }

  private ObjectNode participant() {
    ObjectNode data = Json.object();
    data.set("user", identified(agent()));
    data.put("displayName", "Agent " + agent().substring(agent().length() - 4));
    data.put("participantId", ids.uuid("participant " + recording.name()).toString());
    data.put("endpointType", "simulated endpoint");
    return withCall(data);
  }

  private ObjectNode incoming() {
    ObjectNode data = Json.object();
    data.putObject("to")
        .put("kind", "communicationUser")
        .put("rawId", agent())
        .putObject("communicationUser")
        .put("id", agent());
    data.putObject("from")
        .put("kind", "phoneNumber")
        .put("rawId", caller())
        .putObject("phoneNumber")
        .put("value", caller().substring("4:".length()));
    data.put("serverCallId", recording.serverCallId()).put("callerDisplayName", "");
    data.putObject("customContext").putObject("voipHeaders");
    data.put("incomingCallContext", "a-secret-that-nobody-may-keep");
    return data.put("correlationId", recording.callId().toString());
  }

  private ObjectNode withCall(ObjectNode data) {
    data.set("startedBy", identified(agent()));
    data.put("serverCallId", recording.serverCallId());
    data.putObject("group").put("id", ids.uuid("group " + recording.name()).toString());
    data.put("isTwoParty", true).put("correlationId", recording.callId().toString());
    return data.put("isRoomsCall", false);
  }

  private static ObjectNode identified(String user) {
    ObjectNode node = Json.object();
    ObjectNode identifier = node.putObject("communicationIdentifier").put("rawId", user);
    identifier.putObject("communicationUser").put("id", user);
    return node.put("role", "Presenter");
  }

  private String callSubject() {
    return "call/" + recording.serverCallId();
  }

  private String startedSubject() {
    return callSubject() + "/startedBy/" + agent();
  }

  private String participantSubject() {
    return callSubject() + "/participant/" + agent();
  }

  private String incomingSubject() {
    return "/caller/" + caller() + "/recipient/" + agent();
  }

  private String agent() {
    return recording.participants().getFirst();
  }

  private String caller() {
    return recording.participants().getLast();
  }
}
