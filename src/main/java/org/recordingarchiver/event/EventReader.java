package org.recordingarchiver.event;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from a stream, one after the other, in memory that does not grow with the stream: a
 * single event, arrays of events, one event per line, or events one behind the other, in the Event
 * Grid schema or as CloudEvents 1.0.
 *
 * <p>What is not an event comes out as {@link Unreadable}, and what follows it is still read. Every
 * byte of the input is in one of the readings, but for white space, byte order marks, commas and
 * array brackets between events, the values of {@code incomingCallContext} (secrets: {@code null}
 * stands in their place) and the rest of an object that is longer than 8 MiB.
 */
public final class EventReader {

  static final int LONGEST = 8 * 1024 * 1024;

  private final Splitter splitter;
  private final int limit;
  private @Nullable Splitter message;

  /** Of the encoded message that {@link #message} cuts. */
  private Place messagePlace = new Place(1, 0);

  /**
   * @param in is read to its end and not closed
   */
  public EventReader(InputStream in) {
    this(in, LONGEST);
  }

  EventReader(InputStream in, int longest) {
    this.splitter = new Splitter(in, longest);
    this.limit = longest;
  }

  /** The next event or unreadable piece, or null at the end of the stream. */
  public @Nullable Reading next() throws IOException {
    Piece piece = nextPiece();
    return piece == null ? null : EventParser.read(piece);
  }

  private @Nullable Piece nextPiece() throws IOException {
    Piece inner = message == null ? null : message.next();
    if (inner != null) {
      return new Piece(inner.bytes(), messagePlace, inner.fault());
    }
    Piece piece = splitter.next();
    byte[] decoded = piece == null ? null : EncodedMessage.decoded(piece);
    if (piece == null || decoded == null) {
      message = null;
      return piece;
    }
    message = new Splitter(new ByteArrayInputStream(decoded), limit);
    messagePlace = piece.place();
    return nextPiece();
  }
}
