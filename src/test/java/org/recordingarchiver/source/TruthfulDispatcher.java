package org.recordingarchiver.source;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Gives scripted answers, but the bytes around a seam, which are asked for with both ends named,
 * from an object that it holds, if it holds one.
 */
final class TruthfulDispatcher extends QueueDispatcher {

  private static final Pattern CLOSED = Pattern.compile("bytes=(\\d+)-(\\d+)");

  private volatile byte @Nullable [] held;
  private volatile @Nullable Function<RecordedRequest, MockResponse> answers;

  void holds(byte[] bytes) {
    held = bytes;
  }

  void answerWith(Function<RecordedRequest, MockResponse> others) {
    answers = others;
  }

  static boolean isSecondQuestion(RecordedRequest request) {
    String range = request.getHeaders().get("Range");
    return range != null && CLOSED.matcher(range).matches();
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
    byte[] bytes = held;
    String range = String.valueOf(request.getHeaders().get("Range"));
    Matcher closed = CLOSED.matcher(range);
    if (bytes == null || !closed.matches()) {
      Function<RecordedRequest, MockResponse> scripted = answers;
      return scripted == null ? super.dispatch(request) : scripted.apply(request);
    }
    return Scripts.part(
        bytes, Integer.parseInt(closed.group(1)), Integer.parseInt(closed.group(2)) + 1);
  }
}
