package org.recordingarchiver.source;

import okhttp3.HttpUrl;

/** Asks for an object, and for the rest of it, until it is complete. */
final class Fetch {

  private final Redirects route;
  private final Classifier classifier;

  Fetch(Redirects route, Classifier classifier) {
    this.route = route;
    this.classifier = classifier;
  }

  FetchAnswer.Received into(Assembly assembly, Ask ask, HttpUrl url) throws Unsuccessful {
    while (!assembly.isComplete()) {
      try (Answer answer = route.send(ask.from(assembly.received()), url)) {
        take(answer, assembly);
      }
    }
    return assembly.result();
  }

  private void take(Answer answer, Assembly assembly) throws Unsuccessful {
    checkEncoding(answer);
    switch (answer.status()) {
      case 200 -> assembly.takeWhole(answer);
      case 206 -> assembly.takePart(answer);
      case 416 -> takeUnsatisfiable(answer, assembly);
      default -> throw new Unsuccessful(classifier.failure(answer));
    }
  }

  private void takeUnsatisfiable(Answer answer, Assembly assembly) throws Unsuccessful {
    if (assembly.received() == 0) {
      throw new Unsuccessful(classifier.failure(answer));
    }
    assembly.takeUnsatisfiable(answer);
  }

  private static void checkEncoding(Answer answer) throws Unsuccessful {
    String encoding = answer.header("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new Unsuccessful(
          new Failure.Rejected(
              answer.status(),
              "%s with Content-Encoding %s, expected the bytes as they are"
                  .formatted(answer.summary(), Legible.line(encoding, 100))));
    }
  }
}
