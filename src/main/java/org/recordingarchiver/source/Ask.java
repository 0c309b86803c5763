package org.recordingarchiver.source;

import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.source.RecordingSource.Wanted;

/**
 * What is asked of the source, whatever host answers in the end.
 *
 * @param resource the ACS resource whose keys these are, for messages
 * @param range the {@code Range} header; null asks for the whole object
 * @param ifRange the version that a range is wanted of, null if it has no name
 * @param alone whether it needs a connection of its own: what came late behind an earlier answer
 *     would be taken for the answer, and nothing in content or in the answer to a DELETE tells
 */
record Ask(
    String method,
    String resource,
    KeyRing keys,
    @Nullable String range,
    @Nullable String ifRange,
    boolean alone) {

  /** Metadata names its chunk, so it may share a connection. */
  static Ask fetch(String resource, KeyRing keys, Wanted wanted) {
    return new Ask("GET", resource, keys, null, null, wanted == Wanted.CONTENT);
  }

  static Ask delete(String resource, KeyRing keys) {
    return new Ask("DELETE", resource, keys, null, null, true);
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
    return new Ask(method, resource, keys, bytes, version, alone);
  }

  Request at(HttpUrl url, Credential credential) {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .method(method, null)
            .tag(Credential.class, credential)
            .tag(Ask.class, this)
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
