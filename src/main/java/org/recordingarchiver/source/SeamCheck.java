package org.recordingarchiver.source;

import java.io.IOException;
import java.util.Arrays;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Asks once more for the bytes around a seam. An answer to a range can have all the right headers
 * and yet begin with another byte than the one asked for; asked across the seam, such a source does
 * not repeat what it sent before.
 */
final class SeamCheck {

  /**
   * How often an answer may break off or fail to come, for all seams of an object together. A lane
   * that waits in vain so often still ends before its silence counts as a hang.
   */
  private static final int MOST_BREAKS = 3;

  /** Up to here a whole body that comes in place of a range is read as far as the seam. */
  private static final int NEAR = 64 * 1024;

  private final Redirects route;
  private final Classifier classifier;
  private final Pace pace;
  private final HttpUrl url;
  private int breaks;

  SeamCheck(Redirects route, Classifier classifier, Pace pace, HttpUrl url) {
    this.route = route;
    this.classifier = classifier;
    this.pace = pace;
    this.url = url;
  }

  /**
   * Why the object can't be believed at this seam; null if the bytes around it came twice, equal,
   * the second time in one piece.
   */
  @Nullable String objection(Seam seam, Ask ask, Assembly assembly) throws Unsuccessful {
    byte[] bytes = seam.bytes();
    Ask again = ask.between(seam.start(), seam.end(), assembly.version().ifRange());
    while (true) {
      try (Answer answer = route.send(again, url)) {
        int skipped = skipped(answer, seam, assembly);
        if (skipped < 0) {
          return "%s and proved nothing".formatted(which(answer, seam));
        }
        byte[] came = read(answer, skipped, bytes.length);
        if (!Arrays.equals(came, 0, came.length, bytes, 0, came.length)) {
          return "%s with other bytes than before".formatted(which(answer, seam));
        }
        if (came.length == bytes.length) {
          return null;
        }
      } catch (Unsuccessful e) {
        countBreak(e);
      }
    }
  }

  /** How much of the body lies before the bytes asked for; -1 if they can't be found in it. */
  private int skipped(Answer answer, Seam seam, Assembly assembly) throws Unsuccessful {
    ContentCoding.refuse(answer);
    if (assembly.version().differsFrom(Version.of(answer.headers()))) {
      return -1;
    }
    return switch (answer.status()) {
      case 206 -> {
        Part part = Part.ranged(answer);
        boolean fits =
            part != null
                && part.continues(seam.start(), assembly.total())
                && part.end() <= seam.end();
        yield fits ? 0 : -1;
      }
      case 200 ->
          seam.end() <= NEAR && answer.body().contentLength() == assembly.total()
              ? (int) seam.start()
              : -1;
      case 416 -> -1;
      default -> throw new Unsuccessful(classifier.failure(answer));
    };
  }

  /** The bytes of the body after {@code skipped}, as many as wanted or as came. */
  private byte[] read(Answer answer, int skipped, int wanted) throws Unsuccessful {
    BodyReader body = new BodyReader(answer, pace);
    int length = skipped + wanted;
    byte[] bytes = new byte[length];
    int count = body.read(bytes);
    IOException broken = body.broken();
    if (count < length || answer.status() == 200) {
      answer.breakOff();
    }
    if (count < length) {
      countBreak(
          new Unsuccessful(
              Patience.failure(
                  "%s, and the bytes around a seam broke off: %s"
                      .formatted(
                          answer.summary(),
                          broken == null ? "the body ended" : CallsUnderWay.why(broken)),
                  broken)));
    }
    return Arrays.copyOfRange(bytes, Math.min(skipped, count), count);
  }

  /** Lets go of what the network did, a few times; of nothing else. */
  private void countBreak(Unsuccessful trouble) throws Unsuccessful {
    boolean passes =
        trouble.failure() instanceof Failure.Unreachable
            || trouble.failure() instanceof Failure.Truncated;
    if (!passes || ++breaks > MOST_BREAKS) {
      throw trouble;
    }
  }

  private static String which(Answer answer, Seam seam) {
    return "%s to a second question for bytes %d-%d"
        .formatted(answer.summary(), seam.start(), seam.end() - 1);
  }
}
