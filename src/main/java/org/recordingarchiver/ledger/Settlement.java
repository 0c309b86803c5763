package org.recordingarchiver.ledger;

import java.time.Duration;

/**
 * The end of one try at a chunk.
 *
 * @param run JOB_EXECUTION_ID
 * @param bytes content bytes received
 */
public record Settlement(
    ClaimedChunk chunk, long run, Outcome outcome, long bytes, Duration took) {}
