package org.recordingarchiver.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Chunks with their faults, put together to recordings of one to three. */
final class Storm {

  private static final int MOST_CHUNKS = 3;

  private final SplittableRandom random;
  private final List<Served> chunks = new ArrayList<>();
  private final List<Announcement> recordings = new ArrayList<>();
  private List<Served> open = new ArrayList<>();

  Storm(long seed) {
    this.random = new SplittableRandom(seed);
  }

  List<Served> chunks() {
    return chunks;
  }

  /** The events that announce them, for storage at {@code places}. */
  List<String> events(Places places) {
    closeRecording("contoso");
    return recordings.stream().map(recording -> recording.event(places.first())).toList();
  }

  void add(Script content, Script metadata, Script object) {
    boolean shunned =
        isRefusedForEver(content) || isRefusedForEver(metadata) || isRefusedForEver(object);
    if (shunned || random.nextInt(MOST_CHUNKS) == 0 || open.size() == MOST_CHUNKS) {
      closeRecording("contoso");
    }
    String documentId = "0-storm-d%d-%016x".formatted(chunks.size(), random.nextLong());
    Sample sample = Sample.random(documentId, open.size(), random);
    Served chunk = new Served(sample, content, metadata, object);
    chunks.add(chunk);
    open.add(chunk);
    if (shunned) {
      closeRecording("contoso-" + chunks.size());
    }
  }

  /** Three chunks that are always refused would pause their resource, and with it all others. */
  private static boolean isRefusedForEver(Script script) {
    return Stream.ofNullable(script.always()).anyMatch(it -> it.causes().contains("UNAUTHORIZED"));
  }

  private void closeRecording(String resource) {
    if (!open.isEmpty()) {
      recordings.add(new Announcement("recording-" + recordings.size(), resource, open));
      open = new ArrayList<>();
    }
  }

  /** Every fault by itself: once, twice, three times and always, for each file and for DELETE. */
  static Storm ofEachAlone(long seed) {
    Storm storm = new Storm(seed);
    for (Fault fault : Catalogue.OF_CONTENT) {
      for (int times = 1; times <= 3; times++) {
        storm.add(Script.times(fault, times), Script.well(), Script.well());
      }
      storm.add(Script.always(fault), Script.well(), Script.well());
    }
    for (Fault fault : Catalogue.OF_METADATA) {
      storm.add(Script.well(), Script.times(fault, storm.random.nextInt(1, 4)), Script.well());
      storm.add(Script.well(), Script.always(fault), Script.well());
    }
    for (Fault fault : Catalogue.OF_DELETE) {
      storm.add(Script.well(), Script.well(), Script.times(fault, 1));
      storm.add(Script.well(), Script.well(), Script.times(fault, 3));
      storm.add(Script.well(), Script.well(), Script.always(fault));
    }
    return storm;
  }

  /** {@code count} chunks that meet two faults, of one file or of two. */
  static Storm ofPairs(long seed, int count) {
    Storm storm = new Storm(seed);
    for (int i = 0; i < count; i++) {
      storm.addPair(
          Catalogue.any(Part.CONTENT, storm.random), Catalogue.any(Part.CONTENT, storm.random));
    }
    return storm;
  }

  /** Every fault of content after, and mixed with, every other. */
  static Storm ofAllPairs(long seed) {
    Storm storm = new Storm(seed);
    for (Fault one : Catalogue.OF_CONTENT) {
      Catalogue.OF_CONTENT.forEach(other -> storm.addPair(one, other));
    }
    return storm;
  }

  private void addPair(Fault one, Fault other) {
    Script content = Script.pair(one, other, random);
    switch (random.nextInt(4)) {
      case 0 -> add(Script.times(one, random.nextInt(1, 4)), some(Part.METADATA, 3), Script.well());
      case 1 -> add(content, Script.well(), some(Part.OBJECT, 2));
      default -> add(content, Script.well(), Script.well());
    }
  }

  /** {@code count} chunks that meet anything, anywhere, up to six times a part, a few for ever. */
  static Storm atRandom(long seed, int count) {
    Storm storm = new Storm(seed);
    for (int i = 0; i < count; i++) {
      storm.add(
          storm.anything(Part.CONTENT, 6),
          storm.anything(Part.METADATA, 4),
          storm.anything(Part.OBJECT, 3));
    }
    return storm;
  }

  private Script anything(Part part, int most) {
    Script some = some(part, random.nextInt(most + 1));
    return random.nextInt(25) == 0
        ? Script.endingIn(List.of(Catalogue.any(part, random)), Catalogue.any(part, random))
        : some;
  }

  private Script some(Part part, int count) {
    return Script.of(Stream.generate(() -> Catalogue.any(part, random)).limit(count).toList());
  }
}
