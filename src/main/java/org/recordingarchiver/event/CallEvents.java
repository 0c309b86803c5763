package org.recordingarchiver.event;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the five call events in all their variants (WIRE.md 5). None is refused for its data: what
 * can't be read is missing, and the raw message has it all.
 */
final class CallEvents {

  private static final String PREFIX = "microsoft.communication.";

  private CallEvents() {}

  /** Null if the envelope's type is none of the five. */
  static @Nullable CallEvent read(Envelope envelope, Fields event, RawMessage raw) {
    Fields data = event.anyObject("data");
    CallSubject subject = new CallSubject(envelope.subject());
    CallFacts call = call(data, subject);
    return switch (name(envelope)) {
      case "callstarted" -> new CallStarted(envelope, raw, call);
      case "callended" -> ended(envelope, raw, call, data);
      case "callparticipantadded" ->
          new CallParticipantAdded(envelope, raw, call, participant(data, subject));
      case "callparticipantremoved" ->
          new CallParticipantRemoved(envelope, raw, call, participant(data, subject));
      case "incomingcall" -> incoming(envelope, raw, call, data, subject);
      default -> null;
    };
  }

  private static String name(Envelope envelope) {
    String type = envelope.type().toLowerCase(Locale.ROOT);
    return type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "";
  }

  private static CallFacts call(Fields data, CallSubject subject) {
    return new CallFacts(
        first(data.anyText("serverCallId"), subject.serverCallId()),
        present(data.anyText("correlationId")),
        present(data.anyObject("group").anyText("id")),
        present(data.anyObject("room").anyText("id")),
        person(data.anyObject("startedBy"), subject.startedBy()),
        data.anyBoolean("isTwoParty"),
        data.anyBoolean("isRoomsCall"));
  }

  private static CallEnded ended(Envelope envelope, RawMessage raw, CallFacts call, Fields data) {
    Double duration = data.anyNumber("durationOfCall");
    Fields reason = data.anyObject("reason");
    Fields endedBy = data.anyObject("endedBy");
    return new CallEnded(
        envelope,
        raw,
        call,
        duration != null ? duration : data.anyNumber("callDurationInSeconds"),
        data.has("reason")
            ? new CallEnded.Reason(
                reason.anyLong("code"), reason.anyLong("subCode"), reason.anyText("phrase"))
            : null,
        data.has("endedBy")
            ? new CallEnded.EndedBy(
                identifier(endedBy),
                first(endedBy.anyText("type"), endedBy.anyText("kind")),
                present(endedBy.anyText("name")))
            : null);
  }

  private static Participant participant(Fields data, CallSubject subject) {
    return new Participant(
        person(data.anyObject("user"), subject.participant()),
        present(data.anyText("participantId")),
        present(data.anyText("displayName")),
        first(data.anyText("userAgent"), data.anyText("endpointType")));
  }

  private static IncomingCall incoming(
      Envelope envelope, RawMessage raw, CallFacts call, Fields data, CallSubject subject) {
    Fields custom = data.anyObject("customContext");
    Identifier callee = identifier(data.anyObject("onBehalfOfCallee"));
    return new IncomingCall(
        envelope,
        raw,
        call,
        identifier(data.anyObject("to"), subject.recipient()),
        identifier(data.anyObject("from"), subject.caller()),
        callee != null ? callee : identifier(custom.anyObject("onBehalfOfCallee")),
        present(data.anyText("callerDisplayName")),
        headers(custom, "voipHeaders"),
        headers(custom, "sipHeaders"));
  }

  private static Map<String, String> headers(Fields custom, String name) {
    return custom.anyObject(name).texts();
  }

  private static @Nullable Person person(Fields fields, @Nullable String ofSubject) {
    Identifier identifier = identifier(fields, ofSubject);
    return identifier == null ? null : new Person(identifier, present(fields.anyText("role")));
  }

  private static @Nullable Identifier identifier(Fields fields, @Nullable String ofSubject) {
    Identifier identifier = identifier(fields);
    return identifier != null ? identifier : Identifiers.of(ofSubject);
  }

  /** Documents of 2021 have the identifier's fields without the object around them. */
  private static @Nullable Identifier identifier(Fields fields) {
    Identifier nested = Identifiers.read(fields.anyObject("communicationIdentifier"));
    return nested != null ? nested : Identifiers.read(fields);
  }

  private static @Nullable String first(@Nullable String value, @Nullable String otherwise) {
    return present(value) != null ? value : present(otherwise);
  }

  private static @Nullable String present(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
