package org.recordingarchiver.source;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * Refuses an answer whose end can't be told. OkHttp would take the last of several lengths, trip
 * over a negative one, and take the framing of an encoding that it does not know for the body.
 */
final class FramingInterceptor implements Interceptor {

  private static final int MOST_DIGITS = 18;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    Set<String> lengths = new LinkedHashSet<>(response.headers("Content-Length"));
    if (lengths.size() > 1 || (lengths.size() == 1 && !isNumber(lengths.iterator().next()))) {
      throw new ProtocolException("Content-Length: found " + lengths + ", expected one number");
    }
    List<String> encodings = response.headers("Transfer-Encoding");
    if (!encodings.isEmpty() && !isChunked(response, encodings)) {
      throw new ProtocolException(
          "Transfer-Encoding: found %s in %s, expected chunked in http/1.1, or none"
              .formatted(encodings, response.protocol()));
    }
    return response;
  }

  private static boolean isNumber(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MOST_DIGITS;
  }

  private static boolean isChunked(Response response, List<String> encodings) {
    return response.protocol() != Protocol.HTTP_1_0
        && encodings.size() == 1
        && encodings.getFirst().equalsIgnoreCase("chunked");
  }
}
