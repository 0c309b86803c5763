package org.recordingarchiver.source;

import java.io.IOException;
import java.util.Arrays;
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
  private final TimeLimits limits;

  Answer(Call call, Response response, CallsUnderWay calls, TimeLimits limits) {
    this.call = call;
    this.response = response;
    this.calls = calls;
    this.limits = limits;
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

  /**
   * The first bytes of a body that is no object: at most {@code most}, and no more than come within
   * the time allowed for a head. A break is as good as an end.
   */
  byte[] beginning(int most) {
    byte[] bytes = new byte[most];
    int length = 0;
    Deadline deadline = new Deadline(call, limits.head());
    deadline.enter();
    try {
      int read = 0;
      while (read >= 0 && length < most) {
        length += read;
        read = body().source().read(bytes, length, most - length);
      }
    } catch (IOException | RuntimeException _) {
      // What came before the break is all there is to quote.
      return Arrays.copyOf(bytes, length);
    } finally {
      deadline.exit();
    }
    return Arrays.copyOf(bytes, length);
  }

  /** For messages: what was asked, and what came. */
  String summary() {
    return asked() + " answered " + status();
  }

  String asked() {
    return Legible.request(call.request());
  }

  /** Watches over the silence within the body. */
  Silence silence() {
    return new Silence(call, limits.silence());
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
