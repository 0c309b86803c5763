package org.recordingarchiver.event;

/**
 * A piece of the input that can't be understood as an event.
 *
 * @param reason what is wrong with it, for people
 */
public record Unreadable(RawMessage raw, String reason) implements Reading {}
