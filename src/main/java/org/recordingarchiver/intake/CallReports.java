package org.recordingarchiver.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.event.CallEnded;
import org.recordingarchiver.event.CallEvent;
import org.recordingarchiver.event.CallFacts;
import org.recordingarchiver.event.CallParticipantAdded;
import org.recordingarchiver.event.CallParticipantRemoved;
import org.recordingarchiver.event.CallStarted;
import org.recordingarchiver.event.Identifier;
import org.recordingarchiver.event.IncomingCall;
import org.recordingarchiver.event.Participant;
import org.recordingarchiver.event.Person;
import org.recordingarchiver.ledger.CallReport;
import org.recordingarchiver.ledger.CallReport.Stay;

/** Says in the ledger's words what an event says of a call. */
final class CallReports {

  private CallReports() {}

  static CallReport of(CallEvent event) {
    Instant time = event.envelope().time();
    CallFacts call = event.call();
    CallEnded ended = event instanceof CallEnded end ? end : null;
    return new CallReport(
        event.envelope().resource(),
        call.serverCallId(),
        call.correlationId(),
        call.groupId(),
        call.roomId(),
        call.isTwoParty(),
        call.isRoomsCall(),
        event instanceof IncomingCall ? time : null,
        event instanceof CallStarted ? time : null,
        call.startedBy() == null ? null : call.startedBy().identifier().rawId(),
        ended == null ? null : time,
        ended == null ? null : ended.durationSeconds(),
        ended == null ? null : reason(ended.reason()),
        ended == null ? null : endedBy(ended.endedBy()),
        stays(event, time));
  }

  private static @Nullable String reason(CallEnded.@Nullable Reason reason) {
    if (reason == null) {
      return null;
    }
    String text =
        Stream.of(reason.code(), reason.subCode(), reason.phrase())
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
    return text.isBlank() ? null : text;
  }

  private static @Nullable String endedBy(CallEnded.@Nullable EndedBy by) {
    if (by == null) {
      return null;
    }
    Identifier identifier = by.identifier();
    return identifier != null ? identifier.rawId() : by.name() != null ? by.name() : by.type();
  }

  private static List<Stay> stays(CallEvent event, @Nullable Instant time) {
    List<Stay> stays = new ArrayList<>();
    switch (event) {
      case CallParticipantAdded added -> add(stays, added.participant(), time, null);
      case CallParticipantRemoved removed -> add(stays, removed.participant(), null, time);
      case IncomingCall incoming -> {
        add(stays, incoming.from(), "Caller", incoming.callerDisplayName());
        add(stays, incoming.to(), "Callee", null);
        add(stays, incoming.onBehalfOfCallee(), "OnBehalfOfCallee", null);
      }
      case CallStarted started -> {}
      case CallEnded ended -> {}
    }
    return stays;
  }

  private static void add(
      List<Stay> stays, Participant of, @Nullable Instant added, @Nullable Instant removed) {
    Person person = of.person();
    if (person != null) {
      Identifier who = person.identifier();
      stays.add(
          new Stay(
              of.participantId(),
              who.rawId(),
              who.kind(),
              who.phoneNumber(),
              person.role(),
              of.displayName(),
              of.userAgent(),
              added,
              removed));
    }
  }

  private static void add(
      List<Stay> stays, @Nullable Identifier who, String role, @Nullable String displayName) {
    if (who != null) {
      stays.add(
          new Stay(
              null,
              who.rawId(),
              who.kind(),
              who.phoneNumber(),
              role,
              displayName,
              null,
              null,
              null));
    }
  }
}
