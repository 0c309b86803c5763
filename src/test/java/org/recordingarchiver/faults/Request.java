package org.recordingarchiver.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire; none of ours has a body.
 *
 * @param port the port it came to
 * @param headers by their names in lower case
 */
record Request(int port, String method, String path, Map<String, String> headers) {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  /** The next request of a connection, null if there is none. */
  static @Nullable Request read(int port, InputStream in) throws IOException {
    String first = line(in);
    if (first == null || first.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    String[] words = first.split(" ", -1);
    return new Request(port, words[0], words.length > 1 ? words[1] : "", headers);
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  boolean isRanged() {
    return RANGE.matcher(header("range")).matches();
  }

  /** The first byte asked for. */
  int from() {
    Matcher range = RANGE.matcher(header("range"));
    return range.matches() ? Integer.parseInt(range.group(1)) : 0;
  }

  /** The byte after the last one asked for, of {@code total}. */
  int to(int total) {
    Matcher range = RANGE.matcher(header("range"));
    boolean open = !range.matches() || range.group(2).isEmpty();
    return open ? total : Math.min(total, Integer.parseInt(range.group(2)) + 1);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
      }
      line.write(next);
    }
    return null;
  }
}
