package org.recordingarchiver.faults;

/** What a URL of a chunk names. */
enum Part {
  CONTENT("/content/video"),
  METADATA("/content/acsmetadata"),
  /** The chunk itself: the part that is deleted. */
  OBJECT("");

  private static final String OBJECTS = "/v1/objects/";

  private final String ending;

  Part(String ending) {
    this.ending = ending;
  }

  String path(String documentId) {
    return OBJECTS + documentId + ending;
  }

  /** The document id in a path, if the path is one of ours. */
  static String documentId(String path) {
    String rest = path.startsWith(OBJECTS) ? path.substring(OBJECTS.length()) : "";
    return rest.split("[/?]", 2)[0];
  }

  static Part of(String target) {
    String path = target.split("\\?", 2)[0];
    if (path.endsWith(CONTENT.ending)) {
      return CONTENT;
    }
    return path.endsWith(METADATA.ending) ? METADATA : OBJECT;
  }
}
