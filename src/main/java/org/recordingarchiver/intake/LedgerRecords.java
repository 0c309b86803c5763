package org.recordingarchiver.intake;

import org.jspecify.annotations.Nullable;
import org.recordingarchiver.event.CallEvent;
import org.recordingarchiver.event.Envelope;
import org.recordingarchiver.event.Event;
import org.recordingarchiver.event.OtherEvent;
import org.recordingarchiver.event.RecordingFileStatusUpdated;
import org.recordingarchiver.event.Unreadable;
import org.recordingarchiver.ledger.AnnouncedChunk;
import org.recordingarchiver.ledger.AnnouncedRecording;
import org.recordingarchiver.ledger.RawBody;
import org.recordingarchiver.ledger.ReceivedEvent;
import org.recordingarchiver.ledger.UnreadableBody;

/** Says in the ledger's words what was read. */
final class LedgerRecords {

  private LedgerRecords() {}

  static ReceivedEvent received(Event event) {
    Envelope envelope = event.envelope();
    return new ReceivedEvent(
        switch (envelope.form()) {
          case EVENT_GRID -> ReceivedEvent.Envelope.EVENT_GRID;
          case CLOUD_EVENTS -> ReceivedEvent.Envelope.CLOUD_EVENTS;
        },
        envelope.id(),
        envelope.source(),
        envelope.type(),
        envelope.subject(),
        envelope.time(),
        new RawBody(event.raw().bytes()),
        event.json(),
        recording(event),
        event instanceof CallEvent call ? CallReports.of(call) : null);
  }

  static UnreadableBody unreadable(Unreadable piece, String origin) {
    String place = origin + ", " + piece.raw().place();
    return new UnreadableBody(new RawBody(piece.raw().bytes()), place, piece.reason());
  }

  private static @Nullable AnnouncedRecording recording(Event event) {
    return switch (event) {
      case CallEvent call -> null;
      case OtherEvent other -> null;
      case RecordingFileStatusUpdated recording -> recording(recording);
    };
  }

  private static AnnouncedRecording recording(RecordingFileStatusUpdated event) {
    return new AnnouncedRecording(
        event.resource(),
        event.recordingId(),
        event.callId(),
        event.serverCallId(),
        event.startedAt(),
        event.durationMs(),
        event.contentType(),
        event.channelType(),
        event.formatType(),
        event.sessionEndReason(),
        event.chunks().stream().map(LedgerRecords::chunk).toList());
  }

  private static AnnouncedChunk chunk(RecordingFileStatusUpdated.Chunk chunk) {
    return new AnnouncedChunk(
        chunk.documentId(),
        chunk.index(),
        chunk.endReason(),
        chunk.contentLocation(),
        chunk.metadataLocation(),
        chunk.deleteLocation());
  }
}
