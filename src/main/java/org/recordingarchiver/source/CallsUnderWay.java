package org.recordingarchiver.source;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.Request;

/**
 * Sends requests and knows each call until its answer is closed: OkHttp's dispatcher forgets a call
 * when its headers have come, long before a large body has.
 */
final class CallsUnderWay {

  private final Call.Factory client;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  CallsUnderWay(Call.Factory client) {
    this.client = client;
  }

  Answer send(Request request) throws Unsuccessful {
    Call call = client.newCall(request);
    calls.add(call);
    try {
      // Only now: a stop that came before this line has not seen the call.
      if (stopped) {
        throw new IOException("stopped");
      }
      return new Answer(call, call.execute(), this);
    } catch (IOException | RuntimeException e) {
      // OkHttp throws the latter on answers that it did not foresee.
      leave(call);
      throw new Unsuccessful(
          new Failure.Unreachable(Legible.request(request) + " got no answer: " + why(e)));
    }
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
    return Legible.line(e.getClass().getSimpleName() + ": " + e.getMessage(), 300);
  }
}
