package org.recordingarchiver.event;

/** Someone joined a call. */
public record CallParticipantAdded(
    Envelope envelope, RawMessage raw, CallFacts call, Participant participant)
    implements CallEvent {}
