package org.recordingarchiver.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Which version of an object an answer is of, as far as its headers say (RFC 9110, section 8.8).
 *
 * @param etag as sent, or null
 * @param modified {@code Last-Modified} as sent, or null
 * @param ifRange what proves to the source that we mean this version, or null
 * @param digests of the whole object
 */
record Version(
    @Nullable String etag,
    @Nullable String modified,
    @Nullable String ifRange,
    List<NamedDigest> digests) {

  static final Version UNKNOWN = new Version(null, null, null, List.of());

  private static final Pattern ETAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e]*\"");
  private static final Duration STABLE = Duration.ofSeconds(1);

  static Version of(Headers headers) {
    String etag = only(headers, "ETag");
    if (etag != null && !ETAG.matcher(etag).matches()) {
      etag = null;
    }
    String modified = only(headers, "Last-Modified");
    return new Version(
        etag,
        modified,
        etag == null ? dated(headers, modified) : strong(etag),
        DigestFields.ofObject(headers));
  }

  /** Whether that is certainly another version. Dates say nothing where there are ETags. */
  boolean differsFrom(Version other) {
    boolean tagged = etag != null && other.etag != null;
    return digestsDiffer(other)
        || (tagged ? differ(opaque(etag), opaque(other.etag)) : differ(modified, other.modified));
  }

  private static boolean differ(@Nullable String one, @Nullable String other) {
    return one != null && other != null && !one.equals(other);
  }

  private boolean digestsDiffer(Version other) {
    return digests.stream()
        .anyMatch(digest -> other.digests.stream().anyMatch(digest::contradicts));
  }

  private static @Nullable String only(Headers headers, String name) {
    List<String> values = headers.values(name).stream().map(String::strip).distinct().toList();
    return values.size() == 1 ? values.getFirst() : null;
  }

  private static @Nullable String strong(String etag) {
    return etag.startsWith("W/") ? null : etag;
  }

  private static @Nullable String opaque(@Nullable String etag) {
    return etag != null && etag.startsWith("W/") ? etag.substring(2) : etag;
  }

  /** A date is as good as a strong ETag once nothing more can happen within its second. */
  private static @Nullable String dated(Headers headers, @Nullable String modified) {
    Instant changed = headers.getInstant("Last-Modified");
    Instant sent = headers.getInstant("Date");
    return changed == null || sent == null || sent.isBefore(changed.plus(STABLE)) ? null : modified;
  }
}
