package org.recordingarchiver.source;

import okhttp3.HttpUrl;

/** Asks for an object, and for the rest of it, until it is complete and its seams are proved. */
final class Fetch {

  private final Redirects route;
  private final Classifier classifier;
  private final Pace pace;

  Fetch(Redirects route, Classifier classifier, Pace pace) {
    this.route = route;
    this.classifier = classifier;
    this.pace = pace;
  }

  FetchAnswer.Received into(Assembly assembly, Ask ask, HttpUrl url) throws Unsuccessful {
    SeamCheck check = new SeamCheck(route, classifier, pace, url);
    boolean kept = true;
    do {
      complete(assembly, ask, url);
      try {
        prove(assembly, ask, check);
      } catch (Unsuccessful e) {
        kept = isStillThere(e);
      }
    } while (!assembly.isComplete());
    return kept ? assembly.result() : assembly.unprovedResult();
  }

  private void complete(Assembly assembly, Ask ask, HttpUrl url) throws Unsuccessful {
    while (!assembly.isComplete()) {
      long asked = pace.now();
      try (Answer answer = route.send(assembly.rest(ask), url)) {
        pace.waitedSince(asked);
        take(answer, assembly);
      }
    }
  }

  private void take(Answer answer, Assembly assembly) throws Unsuccessful {
    switch (answer.status()) {
      case 200 -> {
        ContentCoding.refuse(answer);
        assembly.takeWhole(answer);
      }
      case 206 -> {
        ContentCoding.refuse(answer);
        assembly.takePart(answer);
      }
      case 416 -> takeUnsatisfiable(answer, assembly);
      default -> throw new Unsuccessful(classifier.failure(answer));
    }
  }

  private void takeUnsatisfiable(Answer answer, Assembly assembly) throws Unsuccessful {
    if (!assembly.hasBegun()) {
      throw new Unsuccessful(classifier.failure(answer));
    }
    assembly.takeUnsatisfiable(answer);
  }

  private static void prove(Assembly assembly, Ask ask, SeamCheck check) throws Unsuccessful {
    for (Seam seam : assembly.unprovedSeams()) {
      String objection = check.objection(seam, ask, assembly);
      if (objection != null) {
        assembly.startOver(objection);
        return;
      }
    }
  }

  /**
   * An object that vanished meanwhile can't be asked again: what came is all there will ever be,
   * and is handed over as unproved.
   */
  private static boolean isStillThere(Unsuccessful trouble) throws Unsuccessful {
    if (trouble.failure() instanceof Failure.NotFound) {
      return false;
    }
    throw trouble;
  }
}
