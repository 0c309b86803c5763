package org.recordingarchiver.source;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Response;
import okio.AsyncTimeout;

/**
 * Breaks a call off when its time is up, however busily it trickles. {@link #enter()} starts the
 * time, {@link #exit()} ends it.
 */
final class Deadline extends AsyncTimeout {

  private final Call call;
  private final Duration limit;

  Deadline(Call call, Duration limit) {
    this.call = call;
    this.limit = limit;
    timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Gets an answer in time; throws {@link TooSlow} with that message if it is late. */
  Response bound(Sending sending, String late) throws IOException {
    long begin = System.nanoTime();
    enter();
    try {
      Response response = sending.send();
      if (exit()) {
        response.close();
        throw new TooSlow(late);
      }
      return response;
    } catch (TooSlow e) {
      throw e;
    } catch (IOException e) {
      // By the clock: the watchdog may come late itself, behind the socket's own limit.
      throw System.nanoTime() - begin >= limit.toNanos() ? new TooSlow(late) : e;
    } finally {
      exit();
    }
  }

  @Override
  protected void timedOut() {
    call.cancel();
  }

  /** Sends a request and waits for the head of its answer. */
  interface Sending {
    Response send() throws IOException;
  }
}
