package org.recordingarchiver.ledger;

/**
 * A body that could not be read as an event.
 *
 * @param origin the place it came from, for people: file and position, standard input, webhook
 * @param reason what is wrong with it
 */
public record UnreadableBody(RawBody body, String origin, String reason) {}
