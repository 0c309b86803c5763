package org.recordingarchiver.event;

import org.jspecify.annotations.Nullable;

/**
 * What every call event can say of its call (WIRE.md 5.2).
 *
 * @param serverCallId from the data, else from the subject; opaque
 * @param correlationId the call id that a recording's subject names
 */
public record CallFacts(
    @Nullable String serverCallId,
    @Nullable String correlationId,
    @Nullable String groupId,
    @Nullable String roomId,
    @Nullable Person startedBy,
    @Nullable Boolean isTwoParty,
    @Nullable Boolean isRoomsCall) {}
