package org.recordingarchiver.source;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** The HTTP client, with everything turned off that it would decide over our heads. */
final class SourceClient {

  /** Shorter than the four minutes after which Azure's load balancers forget a connection. */
  private static final long KEEP_ALIVE_MINUTES = 2;

  private SourceClient() {}

  /**
   * The same, but each request has a connection of its own, on which no earlier answer can have
   * left anything.
   */
  static OkHttpClient withoutReuse(OkHttpClient client) {
    OkHttpClient.Builder own =
        client.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS));
    own.networkInterceptors().removeIf(LeftoverInterceptor.class::isInstance);
    return own.build();
  }

  static OkHttpClient of(SourceSettings settings, Clock clock, Dns dns) {
    TimeLimits limits = TimeLimits.of(settings);
    return new OkHttpClient.Builder()
        // Faster than HTTP/2 for many large bodies, and a break hits one call only.
        .protocols(List.of(Protocol.HTTP_1_1))
        .connectionPool(
            new ConnectionPool(settings.connections(), KEEP_ALIVE_MINUTES, TimeUnit.MINUTES))
        // Redirects drop the signature and turn DELETE into GET: see Redirects.
        .followRedirects(false)
        .followSslRedirects(false)
        // Only for a kept connection that the other side has closed meanwhile, and for the next
        // address of a host. What is sent again is signed again, and GET and DELETE may be
        // repeated.
        .retryOnConnectionFailure(true)
        .socketFactory(new ReadAheadSockets())
        .dns(new BoundedDns(dns, limits.connect()))
        .connectTimeout(limits.connect())
        .readTimeout(limits.socket())
        .writeTimeout(limits.head())
        .addNetworkInterceptor(new LeftoverInterceptor())
        .addNetworkInterceptor(new HeadInterceptor(limits.head()))
        .addNetworkInterceptor(new SigningInterceptor(clock))
        .addNetworkInterceptor(new FramingInterceptor())
        // When to ask again is for the caller to decide.
        .addNetworkInterceptor(chain -> RetryAfter.hidden(chain.proceed(chain.request())))
        .build();
  }
}
