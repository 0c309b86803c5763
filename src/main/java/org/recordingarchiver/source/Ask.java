package org.recordingarchiver.source;

import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the source, whatever host answers in the end.
 *
 * @param resource the ACS resource whose keys these are, for messages
 * @param range the {@code Range} header; null asks for the whole object
 * @param ifRange the version that a range is wanted of, null if it has no name
 */
record Ask(
    String method,
    String resource,
    KeyRing keys,
    @Nullable String range,
    @Nullable String ifRange) {

  static Ask fetch(String resource, KeyRing keys) {
    return new Ask("GET", resource, keys, null, null);
  }

  static Ask delete(String resource, KeyRing keys) {
    return new Ask("DELETE", resource, keys, null, null);
  }

  boolean isDelete() {
    return method.equals("DELETE");
  }

  /** Everything from byte {@code first} on. */
  Ask from(long first, @Nullable String version) {
    return first == 0 ? this : ranged("bytes=" + first + "-", version);
  }

  /** The bytes from {@code first} to the one before {@code end}. */
  Ask between(long first, long end, @Nullable String version) {
    return ranged("bytes=" + first + "-" + (end - 1), version);
  }

  private Ask ranged(String bytes, @Nullable String version) {
    return new Ask(method, resource, keys, bytes, version);
  }

  Request at(HttpUrl url, Credential credential) {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .method(method, null)
            .tag(Credential.class, credential)
            .header("User-Agent", "recording-archiver")
            // Otherwise OkHttp asks for gzip and hides the length.
            .header("Accept-Encoding", "identity");
    if (range != null) {
      request.header("Range", range);
    }
    if (ifRange != null) {
      request.header("If-Range", ifRange);
    }
    return request.build();
  }
}
