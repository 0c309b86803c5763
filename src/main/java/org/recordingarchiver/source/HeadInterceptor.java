package org.recordingarchiver.source;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Bounds the time from sending a request to the end of the answer's head. OkHttp bounds each read
 * only, and would wait for ever for a head that comes byte by byte, or for interim answers (1xx)
 * without end.
 */
final class HeadInterceptor implements Interceptor {

  private final Duration longest;
  private final String late;

  /**
   * @param longest for the whole head
   */
  HeadInterceptor(Duration longest) {
    this.longest = longest;
    this.late =
        "no complete head within %s (archiver.source.first-byte-timeout)".formatted(longest);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response =
        new Deadline(chain.call(), longest).bound(() -> chain.proceed(chain.request()), late);
    // From here on BodyReader looks after silence, at less cost than OkHttp for each 8 KiB.
    response.body().source().timeout().clearTimeout();
    return response;
  }
}
