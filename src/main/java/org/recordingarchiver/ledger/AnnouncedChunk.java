package org.recordingarchiver.ledger;

import org.jspecify.annotations.Nullable;

/** A chunk as an event announces it. What the event does not say is null. */
public record AnnouncedChunk(
    String documentId,
    long index,
    @Nullable String endReason,
    @Nullable String contentLocation,
    @Nullable String metadataLocation,
    @Nullable String deleteLocation) {}
