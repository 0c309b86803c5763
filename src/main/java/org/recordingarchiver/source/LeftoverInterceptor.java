package org.recordingarchiver.source;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.Socket;
import java.net.SocketTimeoutException;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.internal.connection.BufferedSocket;
import okhttp3.internal.connection.Exchange;
import okhttp3.internal.http.ExchangeCodec;
import okhttp3.internal.http.RealInterceptorChain;
import okio.BufferedSource;

/**
 * Sends nothing on a connection that already holds bytes. They came behind an earlier answer,
 * longer than it announced, and would be taken for the answer to this request: with luck for
 * garbage, without it for another object.
 *
 * <p>OkHttp keeps what it has read to itself, hence the reflection; it fails at the start if
 * another version of OkHttp keeps it elsewhere.
 */
final class LeftoverInterceptor implements Interceptor {

  private static final Field CODEC = codec();

  @Override
  public Response intercept(Chain chain) throws IOException {
    Connection connection = chain.connection();
    if (connection != null && holdsBytes(source(chain), connection.socket())) {
      throw new SpoiledConnection();
    }
    return chain.proceed(chain.request());
  }

  /** Waits a millisecond, the least there is. */
  private static boolean holdsBytes(BufferedSource source, Socket socket) throws IOException {
    int timeout = socket.getSoTimeout();
    socket.setSoTimeout(1);
    try {
      return !source.exhausted();
    } catch (SocketTimeoutException _) {
      // As it should be: nobody speaks before he is asked.
      return false;
    } finally {
      socket.setSoTimeout(timeout);
    }
  }

  private static BufferedSource source(Chain chain) {
    try {
      Exchange exchange = ((RealInterceptorChain) chain).getExchange$okhttp();
      ExchangeCodec codec = (ExchangeCodec) CODEC.get(exchange);
      return ((BufferedSocket) codec.getSocket()).getSource();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("this version of OkHttp hides its connections", e);
    }
  }

  private static Field codec() {
    try {
      Field codec = Exchange.class.getDeclaredField("codec");
      codec.setAccessible(true);
      return codec;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("this version of OkHttp hides its connections", e);
    }
  }
}
