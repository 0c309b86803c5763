package org.recordingarchiver.faults;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Every fault there is. */
final class Catalogue {

  static final List<Fault> OF_CONTENT =
      Stream.of(
              BrokenBodies.all(),
              WrongRanges.all(),
              WrongBodies.all(),
              WrongFraming.all(),
              Statuses.all(),
              Redirections.all(),
              StrangeAnswers.all())
          .flatMap(List::stream)
          .toList();

  static final List<Fault> OF_METADATA =
      Stream.concat(
              OF_CONTENT.stream(),
              Stream.of(
                  Fault.of("metadata of another chunk", Catalogue::others, "METADATA_MISMATCH")))
          .toList();

  static final List<Fault> OF_DELETE = Deletions.all();

  private Catalogue() {}

  private static List<Fault> of(Part part) {
    return switch (part) {
      case CONTENT -> OF_CONTENT;
      case METADATA -> OF_METADATA;
      case OBJECT -> OF_DELETE;
    };
  }

  static Fault any(Part part, SplittableRandom random) {
    List<Fault> faults = of(part);
    return faults.get(random.nextInt(faults.size()));
  }

  private static void others(Exchange x) throws IOException {
    x.answer(Reply.asked(x.request(), x.other().bytes(x.part())));
  }
}
