package org.recordingarchiver.source;

import static org.recordingarchiver.source.Part.UNKNOWN;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts one object together from as many answers as it takes. No byte reaches the sink that is not
 * known to be at its place.
 */
final class Assembly {

  private static final int BUFFER = 64 * 1024;

  /** One for each lane; nothing else is fetched while a body is read into it. */
  private static final ThreadLocal<byte[]> BUFFERS =
      ThreadLocal.withInitial(() -> new byte[BUFFER]);

  private final Intake intake;
  private final Pace pace;
  private final Patience patience;
  private Version version = Version.UNKNOWN;
  private long total = UNKNOWN;
  private @Nullable IOException broken;
  private boolean complete;

  Assembly(Intake intake, Pace pace) {
    this.intake = intake;
    this.pace = pace;
    this.patience = new Patience(pace);
  }

  boolean isComplete() {
    return complete;
  }

  /** What is still missing. */
  Ask rest(Ask ask) {
    return ask.from(intake.received(), version.ifRange());
  }

  boolean hasBegun() {
    return intake.received() > 0;
  }

  long total() {
    return total;
  }

  Version version() {
    return version;
  }

  List<Seam> unprovedSeams() {
    return intake.unprovedSeams();
  }

  FetchAnswer.Received result() {
    return new FetchAnswer.Received(intake.received(), total != UNKNOWN);
  }

  /** The result if nobody can say any more whether it is right. */
  FetchAnswer.Received unprovedResult() {
    return new FetchAnswer.Received(intake.received(), false);
  }

  /** Takes a 200: the whole object, also if only the rest of it was asked for. */
  void takeWhole(Answer answer) throws Unsuccessful {
    if (hasBegun()) {
      startOver(answer.summary() + " to a range");
    }
    Part whole = Part.whole(answer);
    total = whole.total();
    take(answer, whole);
    settle(answer, total == UNKNOWN);
  }

  /** Takes a 206 if it goes on where the bytes received end; starts over if not. */
  void takePart(Answer answer) throws Unsuccessful {
    Part part = Part.ranged(answer);
    if (part == null || !part.continues(intake.received(), total)) {
      startOver(unfit(answer));
    } else if (version.differsFrom(Version.of(answer.headers()))) {
      startOver(answer.summary() + " with a part of another version of the object");
    } else if (intake.hasTooManySeams()) {
      startOver("%s, as one of more than %,d parts".formatted(answer.summary(), Seams.MOST));
    } else {
      total = total == UNKNOWN ? part.total() : total;
      take(answer, part);
      // Where a star stands for the total, the end of a part says nothing about the object's.
      settle(answer, false);
    }
  }

  /** Takes a 416: there is nothing beyond what was received, or the object is another one now. */
  void takeUnsatisfiable(Answer answer) throws Unsuccessful {
    long named = ContentRange.of(answer).map(ContentRange::total).orElse(UNKNOWN);
    if (named == intake.received() && (total == UNKNOWN || total == named)) {
      total = named;
      complete(answer);
      return;
    }
    startOver(answer.summary());
  }

  /** Drops everything and goes back to byte 0; throws if that happened too often. */
  void startOver(String why) throws Unsuccessful {
    patience.startOver(why);
    intake.restart();
    total = UNKNOWN;
    version = Version.UNKNOWN;
    complete = false;
  }

  private void take(Answer answer, Part part) throws Unsuccessful {
    if (!hasBegun()) {
      version = Version.of(answer.headers());
    }
    intake.join(version);
    BodyReader body = new BodyReader(answer, pace);
    boolean unbroken = false;
    try {
      copy(answer, body, part.end());
      unbroken = body.broken() == null;
    } finally {
      if (!unbroken) {
        answer.breakOff();
      }
    }
    broken = body.broken();
  }

  private void copy(Answer answer, BodyReader body, long end) throws Unsuccessful {
    RunningDigests digests =
        new RunningDigests(DigestFields.ofContent(answer.status(), answer.headers()));
    byte[] buffer = BUFFERS.get();
    for (int length = body.read(buffer); length > 0; length = body.read(buffer)) {
      if (end != UNKNOWN && length > end - intake.received()) {
        throw new Unsuccessful(
            new Failure.Truncated(
                "%s with more than the %d bytes it announced".formatted(answer.summary(), end)));
      }
      intake.take(buffer, length, answer);
      digests.take(buffer, length);
    }
    if (body.broken() == null) {
      digests.check(answer);
    }
  }

  /**
   * Looks where an answer has left us.
   *
   * @param endsAll whether the end of its body is that of the object
   */
  private void settle(Answer answer, boolean endsAll) throws Unsuccessful {
    long received = intake.received();
    if (broken == null && received == 0) {
      throw new Unsuccessful(new Failure.Empty(answer.summary() + " without a single byte"));
    }
    if (endsAll ? broken == null : received == total) {
      complete(answer);
    } else {
      patience.breakAt(received, total, answer, broken);
    }
  }

  private void complete(Answer answer) throws Unsuccessful {
    intake.checkDigests(answer);
    complete = true;
  }

  private String unfit(Answer answer) {
    return "%s with Content-Range %s, expected one from byte %d of %s"
        .formatted(
            answer.summary(),
            Legible.line(String.valueOf(answer.header("Content-Range")), 100),
            intake.received(),
            total == UNKNOWN ? "any total" : total);
  }
}
