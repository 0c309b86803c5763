package org.recordingarchiver.event;

/** Someone left, or was removed from, a call. */
public record CallParticipantRemoved(
    Envelope envelope, RawMessage raw, CallFacts call, Participant participant)
    implements CallEvent {}
