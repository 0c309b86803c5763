package org.recordingarchiver.source;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Request;

/** Makes text from outside fit for a message: one line, printable, bounded, without secrets. */
final class Legible {

  private static final Pattern USER =
      Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:)?[/\\\\]*[^/\\\\]*@");
  private static final Pattern QUERY = Pattern.compile("(https?://[^\\s\"'<>?]+)\\?[^\\s\"'<>]*");
  private static final Pattern SIGNATURE = Pattern.compile("(?i)(signature=)[^\\s\"'&<>]+");

  /** The base64 of 32 bytes, as of a signature or a key, however its last character is escaped. */
  private static final Pattern BASE64 =
      Pattern.compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}(=|%3[dD]|\\\\u003[dD])");

  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e\\p{L}\\p{N}]+");
  private static final int URL_LENGTH = 300;

  private Legible() {}

  /** A URL without user information and query. */
  static String url(String url) {
    String bare = url.strip().split("[?#]", 2)[0];
    Matcher user = USER.matcher(bare);
    return line(user.find() ? "***@" + bare.substring(user.end()) : bare, URL_LENGTH);
  }

  /** What was asked: {@code GET https://host/path}. */
  static String request(Request request) {
    return request.method() + " " + url(request.url().toString());
  }

  static String line(byte[] bytes, int length) {
    return line(new String(bytes, 0, length, StandardCharsets.UTF_8), length);
  }

  static String line(String text, int most) {
    String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    line = SIGNATURE.matcher(QUERY.matcher(line).replaceAll("$1")).replaceAll("$1…");
    line = BASE64.matcher(line).replaceAll("…");
    return line.length() <= most ? line : line.substring(0, most) + "…";
  }
}
