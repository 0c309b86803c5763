package org.recordingarchiver.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the place of a recording in the archive is made from; never changes once the recording is
 * known.
 *
 * @param startedAt as the event says, null if it does not
 * @param knownSince when its first event came
 * @param keyDigest SHA-256 of the recording's key, in hex
 */
public record RecordingName(
    @Nullable Instant startedAt, Instant knownSince, @Nullable String callId, String keyDigest) {}
