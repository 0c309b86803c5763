package org.recordingarchiver.source;

import static org.recordingarchiver.source.Part.UNKNOWN;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.source.RecordingSource.Wanted;

/**
 * Puts one object together from as many answers as it takes. No byte reaches the sink that is not
 * known to be at its place.
 */
final class Assembly {

  private static final int BUFFER = 128 * 1024;

  private final ByteSink sink;
  private final FirstBytes firstBytes;
  private final Patience patience = new Patience();
  private final byte[] buffer = new byte[BUFFER];
  private long received;
  private long total = UNKNOWN;
  private boolean complete;

  Assembly(Wanted wanted, ByteSink sink) {
    this.sink = sink;
    this.firstBytes = new FirstBytes(wanted);
  }

  boolean isComplete() {
    return complete;
  }

  /** Where the next answer should begin. */
  long received() {
    return received;
  }

  FetchAnswer.Received result() {
    return new FetchAnswer.Received(received, total != UNKNOWN);
  }

  /** Takes a 200: the whole object, also if only the rest of it was asked for. */
  void takeWhole(Answer answer) throws Unsuccessful {
    if (received > 0) {
      startOver(answer.summary() + " to a range");
    }
    take(answer, Part.whole(answer));
  }

  /** Takes a 206 if it goes on where the bytes received end; starts over if not. */
  void takePart(Answer answer) throws Unsuccessful {
    Part part = Part.ranged(answer);
    if (part != null && part.continues(received, total)) {
      take(answer, part);
      return;
    }
    startOver(
        "%s with Content-Range %s, expected one from byte %d of %s"
            .formatted(
                answer.summary(),
                Legible.line(String.valueOf(answer.header("Content-Range")), 100),
                received,
                total == UNKNOWN ? "any total" : total));
  }

  /** Takes a 416: there is nothing beyond what was received, or the object is another one now. */
  void takeUnsatisfiable(Answer answer) throws Unsuccessful {
    long named = ContentRange.of(answer).map(ContentRange::total).orElse(UNKNOWN);
    if (named == received && (total == UNKNOWN || total == named)) {
      total = named;
      complete = true;
      return;
    }
    startOver(answer.summary());
  }

  private void startOver(String why) throws Unsuccessful {
    patience.startOver(why);
    if (received > 0) {
      sink.restart();
    }
    received = 0;
    total = UNKNOWN;
    firstBytes.restart();
  }

  private void take(Answer answer, Part part) throws Unsuccessful {
    total = part.total();
    BodyReader body = new BodyReader(answer.body().source());
    boolean unbroken = false;
    try {
      copy(answer, body, part.end());
      unbroken = body.broken() == null;
    } finally {
      if (!unbroken) {
        answer.breakOff();
      }
    }
    settle(answer, body.broken());
  }

  private void copy(Answer answer, BodyReader body, long end) throws Unsuccessful {
    for (int length = body.read(buffer); length > 0; length = body.read(buffer)) {
      if (end != UNKNOWN && length > end - received) {
        throw new Unsuccessful(
            new Failure.Truncated(
                "%s with more than the %d bytes it announced".formatted(answer.summary(), end)));
      }
      firstBytes.take(buffer, length, answer);
      sink.write(buffer, 0, length);
      received += length;
    }
  }

  private void settle(Answer answer, @Nullable IOException broken) throws Unsuccessful {
    if (broken == null && received == 0) {
      throw new Unsuccessful(new Failure.Empty(answer.summary() + " without a single byte"));
    }
    complete = total == UNKNOWN ? broken == null : received == total;
    if (!complete) {
      patience.breakAt(received, total, answer, broken);
    }
  }
}
