package org.recordingarchiver.source;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Bounds the time from sending a request to the end of the answer's head. OkHttp bounds each read
 * only, and would wait for ever for a head that comes byte by byte, or for interim answers (1xx)
 * without end.
 */
final class HeadInterceptor implements Interceptor {

  private final Duration longest;
  private final Duration longestSilence;
  private final String late;

  /**
   * @param longest for the whole head
   * @param longestSilence between two pieces of the body that follows
   */
  HeadInterceptor(Duration longest, Duration longestSilence) {
    this.longest = longest;
    this.longestSilence = longestSilence;
    this.late =
        "no complete head within %s (archiver.source.first-byte-timeout)".formatted(longest);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response =
        new Deadline(chain.call(), longest).bound(() -> chain.proceed(chain.request()), late);
    // Until here the socket waited as long as a head may take.
    response.body().source().timeout().timeout(longestSilence.toNanos(), TimeUnit.NANOSECONDS);
    return response;
  }
}
