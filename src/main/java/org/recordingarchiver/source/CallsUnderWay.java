package org.recordingarchiver.source;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends requests and knows each call until its answer is closed: OkHttp's dispatcher forgets a call
 * when its headers have come, long before a large body has.
 */
final class CallsUnderWay {

  /** A connection each may have to be thrown away before one is fit for use. */
  private static final int MOST_SPOILED = 8;

  private final Call.Factory client;
  private final Call.Factory withoutReuse;
  private final TimeLimits limits;
  private final Duration longest;
  private final String late;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /**
   * @param withoutReuse for what must be alone on its connection ({@link Ask#alone})
   */
  CallsUnderWay(Call.Factory client, Call.Factory withoutReuse, TimeLimits limits) {
    this.client = client;
    this.withoutReuse = withoutReuse;
    this.limits = limits;
    this.longest = limits.answer();
    this.late = "no answer within " + longest;
  }

  Answer send(Request request) throws Unsuccessful {
    for (int spoiled = 1; ; spoiled++) {
      try {
        return sendOnce(request);
      } catch (IOException | RuntimeException e) {
        // OkHttp throws the latter on answers that it did not foresee.
        if (!(e instanceof SpoiledConnection) || spoiled == MOST_SPOILED) {
          throw new Unsuccessful(
              new Failure.Unreachable(Legible.request(request) + " got no answer: " + why(e)));
        }
      }
    }
  }

  private Answer sendOnce(Request request) throws IOException {
    Ask ask = request.tag(Ask.class);
    Call call = (ask != null && ask.alone() ? withoutReuse : client).newCall(request);
    calls.add(call);
    Response response = null;
    try {
      response = new Deadline(call, longest).bound(() -> execute(call), late);
      return new Answer(call, response, this, limits);
    } finally {
      if (response == null) {
        leave(call);
      }
    }
  }

  /** Looks for a stop only now: one that came before the call was added has not seen it. */
  private Response execute(Call call) throws IOException {
    if (stopped) {
      throw new IOException("stopped");
    }
    return call.execute();
  }

  void leave(Call call) {
    calls.remove(call);
  }

  boolean isStopped() {
    return stopped;
  }

  void stop() {
    stopped = true;
    calls.forEach(Call::cancel);
  }

  static String why(Exception e) {
    if (e instanceof TooSlow || e instanceof SpoiledConnection) {
      return String.valueOf(e.getMessage());
    }
    return Legible.line(e.getClass().getSimpleName() + ": " + e.getMessage(), 300);
  }
}
