package org.recordingarchiver.source;

import java.io.IOException;
import java.time.Clock;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Signs at the last moment before sending. As a network interceptor it also signs anew what OkHttp
 * sends again by itself, on a fresh connection.
 */
final class SigningInterceptor implements Interceptor {

  private final Clock clock;

  SigningInterceptor(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    return chain.proceed(signed(chain.request()));
  }

  private Request signed(Request request) throws IOException {
    Credential credential = request.tag(Credential.class);
    if (credential == null) {
      throw new IOException("a request without a credential was not sent");
    }
    String date = Signature.date(clock.instant());
    String path = request.url().encodedPath();
    return request
        .newBuilder()
        .header("x-ms-date", date)
        .header("x-ms-content-sha256", Signature.EMPTY_BODY)
        .header("x-ms-host", credential.host())
        .header("Authorization", Signature.authorization(credential, request.method(), path, date))
        .build();
  }
}
