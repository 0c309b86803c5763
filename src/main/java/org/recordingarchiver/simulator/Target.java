package org.recordingarchiver.simulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One part of one object, as a request's method and path name it. */
record Target(String documentId, Part part) {

  private static final Pattern PATH =
      Pattern.compile("/v1/objects/([^/]+)(?:/content/(video|acsmetadata))?");

  /** What the request asks for; null if nothing of the storage. */
  static @Nullable Target of(String method, String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return null;
    }
    String content = matcher.group(2);
    return switch (method) {
      case "DELETE" -> content == null ? new Target(matcher.group(1), Part.OBJECT) : null;
      case "GET" -> content == null ? null : new Target(matcher.group(1), partOf(content));
      default -> null;
    };
  }

  String path() {
    String object = "/v1/objects/" + documentId;
    return switch (part) {
      case CONTENT -> object + "/content/video";
      case METADATA -> object + "/content/acsmetadata";
      case OBJECT -> object;
    };
  }

  private static Part partOf(String content) {
    return content.equals("video") ? Part.CONTENT : Part.METADATA;
  }
}
