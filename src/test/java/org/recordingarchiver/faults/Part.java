package org.recordingarchiver.faults;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a URL of a chunk names. */
enum Part {
  CONTENT("/content/video"),
  METADATA("/content/acsmetadata"),
  /** The chunk itself: the part that is deleted. */
  OBJECT("");

  private static final String OBJECTS = "/v1/objects/";
  private static final Pattern PATH =
      Pattern.compile(OBJECTS + "([^/?]+)(/content/(video|acsmetadata))?([?].*)?");

  private final String ending;

  Part(String ending) {
    this.ending = ending;
  }

  String path(String documentId) {
    return OBJECTS + documentId + ending;
  }

  /** The document id in a path; empty if it is none of ours. */
  static String documentId(String path) {
    Matcher matcher = PATH.matcher(path);
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** What a path names that has a document id. */
  static Part of(String path) {
    return Stream.of(CONTENT, METADATA)
        .filter(part -> path.split("\\?", 2)[0].endsWith(part.ending))
        .findFirst()
        .orElse(OBJECT);
  }
}
