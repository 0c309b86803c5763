package org.recordingarchiver.event;

import org.jspecify.annotations.Nullable;

/**
 * Who someone is to ACS (WIRE.md 5.3).
 *
 * @param kind {@code communicationUser}, {@code phoneNumber}, {@code microsoftTeamsUser}, {@code
 *     microsoftTeamsApp}, {@code teamsExtensionUser} or {@code unknown} in this spelling, else as
 *     received
 * @param rawId names them in every event; opaque, of any length
 * @param phoneNumber E.164; null if they have none or withhold it
 */
public record Identifier(String kind, String rawId, @Nullable String phoneNumber) {}
