package org.recordingarchiver.source;

import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP clients, made when they are first needed: that reads the trusted certificates, for which
 * a run that finds nothing to do has no use.
 */
final class SourceClients implements AutoCloseable {

  private final Supplier<OkHttpClient> maker;
  private @Nullable OkHttpClient usual;
  private @Nullable OkHttpClient withoutReuse;

  SourceClients(Supplier<OkHttpClient> maker) {
    this.maker = maker;
  }

  /**
   * @throws IllegalStateException if the trusted certificates can't be read
   */
  synchronized OkHttpClient usual() {
    if (usual == null) {
      usual = make();
    }
    return usual;
  }

  /** Kotlin declares nothing of what it throws. */
  private OkHttpClient make() {
    try {
      return maker.get();
    } catch (Exception | AssertionError e) {
      throw new IllegalStateException(
          "the certificates that sources are checked against can't be read ("
              + e
              + "); see javax.net.ssl.trustStore and its password in JAVA_OPTS",
          e);
    }
  }

  synchronized OkHttpClient withoutReuse() {
    if (withoutReuse == null) {
      withoutReuse = SourceClient.withoutReuse(usual());
    }
    return withoutReuse;
  }

  /** Lets go of every connection and thread. */
  @Override
  public synchronized void close() {
    if (usual != null) {
      usual.dispatcher().executorService().shutdown();
      usual.connectionPool().evictAll();
    }
  }
}
