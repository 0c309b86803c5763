package org.recordingarchiver.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Turns a piece of the input into an event, or says why that can't be done. */
final class EventParser {

  /** Far more than any event has; each takes about a hundred bytes of memory. */
  private static final long MOST_TOKENS = 500_000;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(JsonStructure.DEEPEST)
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxTokenCount(MOST_TOKENS)
                          .build())
                  .build())
          // The last one counts, as in jsonb.
          .disable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private EventParser() {}

  static Reading read(Piece piece) {
    byte[] bytes = Secrets.cut(piece.bytes());
    RawMessage raw = new RawMessage(bytes, piece.place());
    try {
      return event(raw, piece.fault());
    } catch (UnreadableEventException e) {
      return unreadable(raw, String.valueOf(e.getMessage()));
    } catch (JacksonException e) {
      return unreadable(raw, "not JSON: " + e.getOriginalMessage());
    }
  }

  private static Unreadable unreadable(RawMessage raw, String reason) {
    return new Unreadable(new RawMessage(Secrets.cutTolerantly(raw.bytes()), raw.place()), reason);
  }

  private static Event event(RawMessage raw, @Nullable String fault)
      throws UnreadableEventException {
    if (fault != null) {
      throw new UnreadableEventException(fault);
    }
    Fields event = Fields.of(JSON.readTree(text(raw.bytes())), "");
    Envelope envelope = Envelopes.read(event);
    if (RecordingEvents.TYPE.equalsIgnoreCase(envelope.type())) {
      return RecordingEvents.read(envelope, event, raw);
    }
    CallEvent call = CallEvents.read(envelope, event, raw);
    return call == null ? new OtherEvent(envelope, raw) : call;
  }

  private static String text(byte[] bytes) throws UnreadableEventException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableEventException("not UTF-8");
    }
  }
}
