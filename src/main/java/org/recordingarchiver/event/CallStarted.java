package org.recordingarchiver.event;

/** A call began. */
public record CallStarted(Envelope envelope, RawMessage raw, CallFacts call) implements CallEvent {}
