package org.recordingarchiver.event;

import org.jspecify.annotations.Nullable;

/**
 * Someone in a call.
 *
 * @param role {@code Attendee}, {@code Presenter}, {@code Consumer}, {@code Collaborator}, {@code
 *     Organizer}, or any other as received
 */
public record Person(Identifier identifier, @Nullable String role) {}
