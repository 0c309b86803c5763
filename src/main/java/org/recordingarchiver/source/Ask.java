package org.recordingarchiver.source;

import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * What is asked of the source, whatever host answers in the end.
 *
 * @param resource the ACS resource whose keys these are, for messages
 * @param from the first byte wanted; 0 asks for the whole object
 */
record Ask(String method, String resource, KeyRing keys, long from) {

  static Ask fetch(String resource, KeyRing keys) {
    return new Ask("GET", resource, keys, 0);
  }

  static Ask delete(String resource, KeyRing keys) {
    return new Ask("DELETE", resource, keys, 0);
  }

  Ask from(long first) {
    return new Ask(method, resource, keys, first);
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
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    return request.build();
  }
}
