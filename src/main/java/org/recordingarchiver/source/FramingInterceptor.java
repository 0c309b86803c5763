package org.recordingarchiver.source;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Refuses an answer whose end can't be told: OkHttp would take the last of several lengths, and
 * trip over a negative one.
 */
final class FramingInterceptor implements Interceptor {

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    List<String> lengths = response.headers("Content-Length").stream().distinct().toList();
    if (lengths.size() > 1 || lengths.stream().anyMatch(it -> !it.matches("\\d{1,18}"))) {
      throw new ProtocolException("Content-Length: found " + lengths + ", expected one number");
    }
    return response;
  }
}
