package org.recordingarchiver.source;

import java.util.List;

/** Refuses bytes that are not as they are: compressed on the way, against what was asked for. */
final class ContentCoding {

  private ContentCoding() {}

  /** Throws a failure that passes: another front end may leave the bytes alone. */
  static void refuse(Answer answer) throws Unsuccessful {
    List<String> codings = answer.headers().values("Content-Encoding");
    if (codings.stream().allMatch(it -> it.isBlank() || it.strip().equalsIgnoreCase("identity"))) {
      return;
    }
    throw new Unsuccessful(
        new Failure.SourceError(
            answer.status(),
            "%s with Content-Encoding %s, expected the bytes as they are"
                .formatted(answer.summary(), Legible.line(String.join(", ", codings), 100)),
            null));
  }
}
