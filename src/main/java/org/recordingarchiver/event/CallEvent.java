package org.recordingarchiver.event;

/** An event of a call's life (WIRE.md 5). What it does not say, or says unreadably, is null. */
public sealed interface CallEvent extends Event
    permits CallStarted, CallEnded, CallParticipantAdded, CallParticipantRemoved, IncomingCall {

  /** What it says of the call as such. */
  CallFacts call();
}
