package org.recordingarchiver.chaos;

import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What must be true of source and archive when all is quiet again. */
final class Verdict {

  private final World world;

  private Verdict(World world) {
    this.world = world;
  }

  /** Objects to whatever is not as it must be. */
  static void pronounce(World world) {
    Verdict verdict = new Verdict(world);
    LedgerVerdict.pronounce(world);
    verdict.judgeSource();
    verdict.judgeBags();
    verdict.judgePayload();
    world.archive().leftovers().forEach(file -> verdict.object(file + " should have been swept"));
  }

  private void object(String objection) {
    world.protocol().object(objection);
  }

  private Stream<Served> archived() {
    return world.source().chunks().values().stream().filter(served -> !served.isExpired());
  }

  private void judgeSource() {
    archived()
        .filter(served -> world.source().simulator().holds(served.documentId()))
        .forEach(served -> object("the source of " + served.documentId() + " was not deleted"));
  }

  private void judgeBags() {
    long recordings = archived().map(served -> served.recording().callId()).distinct().count();
    List<Path> bags = world.archive().bags();
    if (bags.size() != recordings) {
      object("%d recordings lie in %d bags".formatted(recordings, bags.size()));
    }
    try (BagVerifier verifier = new BagVerifier()) {
      bags.forEach(bag -> judgeBag(verifier, bag));
    }
  }

  private void judgeBag(BagVerifier verifier, Path bag) {
    try {
      verifier.isValid(new BagReader().read(bag), false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (Exception e) {
      object(bag + " is no valid bag: " + e);
    }
  }

  /** Each file as often as it was served: neither missing nor twice, and nothing else. */
  private void judgePayload() {
    List<String> found =
        new ArrayList<>(
            world.archive().payload().stream()
                .map(file -> Archive.sha256(Archive.bytes(file)))
                .sorted(Comparator.naturalOrder())
                .toList());
    List<String> missing = new ArrayList<>();
    archived()
        .flatMap(served -> Stream.of(served.content(), served.metadata()))
        .map(Archive::sha256)
        .filter(digest -> !found.remove(digest))
        .forEach(missing::add);
    if (!missing.isEmpty() || !found.isEmpty()) {
      object(
          "%d files that were served are not in the archive, and %d are there that were not"
              .formatted(missing.size(), found.size()));
    }
  }
}
