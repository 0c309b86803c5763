package org.recordingarchiver.source;

import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** An answer whose body is still to be read. Closing it frees the connection for others. */
final class Answer implements AutoCloseable {

  private final Call call;
  private final Response response;
  private final CallsUnderWay calls;

  Answer(Call call, Response response, CallsUnderWay calls) {
    this.call = call;
    this.response = response;
    this.calls = calls;
  }

  int status() {
    return response.code();
  }

  @Nullable String header(String name) {
    return response.header(name);
  }

  Headers headers() {
    return response.headers();
  }

  ResponseBody body() {
    return response.body();
  }

  /** For messages: what was asked, and what came. */
  String summary() {
    return asked() + " answered " + status();
  }

  String asked() {
    return Legible.request(call.request());
  }

  /** Closes the connection as well: what is left of the body is not waited for. */
  void breakOff() {
    call.cancel();
  }

  @Override
  public void close() {
    calls.leave(call);
    response.close();
  }
}
