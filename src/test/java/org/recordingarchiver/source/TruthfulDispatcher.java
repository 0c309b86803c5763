package org.recordingarchiver.source;

import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Gives scripted answers, but the bytes around a seam, which are asked for with both ends named,
 * from an object that it holds, if it holds one.
 */
final class TruthfulDispatcher extends QueueDispatcher {

  private volatile byte @Nullable [] held;
  private volatile @Nullable Function<RecordedRequest, MockResponse> answers;

  void holds(byte[] bytes) {
    held = bytes;
  }

  void answerWith(Function<RecordedRequest, MockResponse> others) {
    answers = others;
  }

  static boolean isSecondQuestion(RecordedRequest request) {
    AskedRange range = AskedRange.of(request.getHeaders().get("Range"), Long.MAX_VALUE);
    return range != null && range.isClosed();
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
    byte[] bytes = held;
    AskedRange range =
        bytes == null ? null : AskedRange.of(request.getHeaders().get("Range"), bytes.length);
    if (bytes == null || range == null || !range.isClosed()) {
      Function<RecordedRequest, MockResponse> scripted = answers;
      return scripted == null ? super.dispatch(request) : scripted.apply(request);
    }
    return Scripts.part(bytes, (int) range.from(), (int) range.end());
  }
}
