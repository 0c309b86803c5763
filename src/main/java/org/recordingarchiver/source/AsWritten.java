package org.recordingarchiver.source;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Whether the client sends a URL as it was written. It would repair spaces, backslashes, dot
 * segments, escaped or international host names; then the object named is not the one asked for.
 */
final class AsWritten {

  // ASCII only: Unicode knows other letters that are "equal" to k and s but for their case.
  private static final Pattern URL =
      Pattern.compile(
          "https?://(?<host>[\\x21-\\x7e&&[^/?#:@\\[\\]\\\\]]+|\\[[^]]*])(:\\d{1,5})?(?<path>/[^?#]*)(\\?(?<query>[^#]*))?",
          Pattern.CASE_INSENSITIVE);

  private AsWritten() {}

  static boolean isSentAsWritten(String url, HttpUrl parsed) {
    return isCanonical(url, parsed) || isTheSame(url, parsed);
  }

  /** Nearly all are, and need no closer look. */
  private static boolean isCanonical(String url, HttpUrl parsed) {
    return url.equals(parsed.toString())
        && url.indexOf('@') < 0
        && parsed.encodedFragment() == null;
  }

  private static boolean isTheSame(String url, HttpUrl parsed) {
    Matcher written = URL.matcher(url);
    return written.matches()
        && withoutBrackets(written.group("host")).equalsIgnoreCase(parsed.host())
        && written.group("path").equals(parsed.encodedPath())
        && Objects.equals(written.group("query"), parsed.encodedQuery());
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
