package org.recordingarchiver.event;

import org.jspecify.annotations.Nullable;

/**
 * One stay of someone in a call.
 *
 * @param person from the data, else from the subject
 * @param participantId names this stay: who leaves and joins again gets another
 * @param userAgent {@code userAgent} or {@code endpointType}
 */
public record Participant(
    @Nullable Person person,
    @Nullable String participantId,
    @Nullable String displayName,
    @Nullable String userAgent) {}
