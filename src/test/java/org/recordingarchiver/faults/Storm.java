package org.recordingarchiver.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Chunks with their faults, put together to recordings of one to three. */
final class Storm {

  private static final int MOST_CHUNKS = 3;
  private static final int RESOURCES = 16;

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
    closeRecording(usualResource());
    return recordings.stream().map(recording -> recording.event(places.first())).toList();
  }

  void add(Script content, Script metadata, Script object) {
    boolean shunned =
        isRefusedForEver(content) || isRefusedForEver(metadata) || isRefusedForEver(object);
    if (shunned || random.nextInt(MOST_CHUNKS) == 0 || open.size() == MOST_CHUNKS) {
      closeRecording(usualResource());
    }
    String documentId = "0-storm-d%d-%016x".formatted(chunks.size(), random.nextLong());
    // A recording has one format.
    Kind kind = open.isEmpty() ? Kind.any(random) : open.getFirst().sample().kind();
    Sample sample = Sample.random(documentId, open.size(), kind, random);
    Served chunk = new Served(sample, content, metadata, object);
    chunks.add(chunk);
    open.add(chunk);
    if (shunned) {
      closeRecording("refused-" + chunks.size());
    }
  }

  /** Three chunks that are always refused would pause their resource, and with it all others. */
  private static boolean isRefusedForEver(Script script) {
    return Stream.ofNullable(script.always()).anyMatch(it -> it.causes().contains("UNAUTHORIZED"));
  }

  /** Several, so that one which refuses three chunks in a row is paused without all others. */
  private String usualResource() {
    return "contoso-" + recordings.size() % RESOURCES;
  }

  private void closeRecording(String resource) {
    if (!open.isEmpty()) {
      recordings.add(new Announcement("recording-" + recordings.size(), resource, open));
      open = new ArrayList<>();
    }
  }

  /** Every fault by itself: once, twice, three times and always, for each file and for DELETE. */
  Storm eachAlone() {
    for (int times = 1; times <= 3; times++) {
      each(times);
    }
    return eachForEver();
  }

  /** Every fault by itself, one to three times; a few for ever. */
  Storm eachOnce() {
    each(random.nextInt(1, 4));
    Catalogue.OF_CONTENT.stream()
        .filter(fault -> !fault.name().startsWith("silence"))
        .forEach(fault -> {
          if (random.nextBoolean()) {
            add(Script.always(fault), Script.well(), Script.well());
          }
        });
    return this;
  }

  private void each(int times) {
    Catalogue.OF_CONTENT.forEach(it -> add(Script.times(it, times), Script.well(), Script.well()));
    Catalogue.OF_METADATA.forEach(it -> add(Script.well(), Script.times(it, times), Script.well()));
    Catalogue.OF_DELETE.forEach(it -> add(Script.well(), Script.well(), Script.times(it, times)));
  }

  private Storm eachForEver() {
    Catalogue.OF_CONTENT.forEach(it -> add(Script.always(it), Script.well(), Script.well()));
    Catalogue.OF_METADATA.forEach(it -> add(Script.well(), Script.always(it), Script.well()));
    Catalogue.OF_DELETE.forEach(it -> add(Script.well(), Script.well(), Script.always(it)));
    return this;
  }

  /** {@code count} chunks that meet two faults, of one file or of two. */
  Storm pairs(int count) {
    for (int i = 0; i < count; i++) {
      addPair(Catalogue.any(Part.CONTENT, random), Catalogue.any(Part.CONTENT, random));
    }
    return this;
  }

  /** Every fault of content after, or mixed with, every other. */
  Storm allPairs() {
    for (Fault one : Catalogue.OF_CONTENT) {
      Catalogue.OF_CONTENT.forEach(other -> addPair(one, other));
    }
    return this;
  }

  /** Each deception so many times: one answer, alone or among those of another fault. */
  Storm deceptions(int times) {
    for (Fault deception : Deceptions.all()) {
      for (int i = 0; i < times; i++) {
        Script content = i % 2 == 0 ? Script.times(deception, 1) : among(deception);
        add(content, Script.well(), Script.well());
      }
    }
    return this;
  }

  private Script among(Fault deception) {
    Fault other = harmful(Part.CONTENT);
    return Script.of(random.nextBoolean() ? List.of(other, deception) : List.of(deception, other));
  }

  private void addPair(Fault one, Fault other) {
    Script content = Script.pair(one, other, random);
    switch (random.nextInt(4)) {
      case 0 -> add(content, some(Part.METADATA, 2), Script.well());
      case 1 -> add(content, Script.well(), some(Part.OBJECT, 2));
      default -> add(content, Script.well(), Script.well());
    }
  }

  /** {@code count} chunks that meet anything, anywhere, up to six times a part, a few for ever. */
  Storm anything(int count) {
    for (int i = 0; i < count; i++) {
      add(anything(Part.CONTENT, 6), anything(Part.METADATA, 4), anything(Part.OBJECT, 3));
    }
    return this;
  }

  private Script anything(Part part, int most) {
    Script some = some(part, random.nextInt(most + 1));
    return random.nextInt(25) == 0
        ? Script.endingIn(List.of(harmful(part)), Catalogue.any(part, random))
        : some;
  }

  /** After a harmless one, nobody could tell how a script for ever ends. */
  private Fault harmful(Part part) {
    return Stream.generate(() -> Catalogue.any(part, random))
        .filter(fault -> !fault.isHarmless())
        .findFirst()
        .orElseThrow();
  }

  private Script some(Part part, int count) {
    return Script.of(Stream.generate(() -> Catalogue.any(part, random)).limit(count).toList());
  }
}
