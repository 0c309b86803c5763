package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.recordingarchiver.source.SampleMedia.BYTES;
import static org.recordingarchiver.source.SampleMedia.WHOLE;
import static org.recordingarchiver.source.Scripts.cut;
import static org.recordingarchiver.source.Scripts.part;
import static org.recordingarchiver.source.Scripts.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.source.RecordingSource.Wanted;

class SinkTroubleTests {

  private final ScriptedStorage storage = new ScriptedStorage();
  private final RecordingSink sink = new RecordingSink();

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void letsExceptionsOfTheSinkPassAndClosesTheConnection() {
    IllegalStateException full = new IllegalStateException("disk full");
    try (AcsRecordingSource source = storage.source()) {
      storage.add(whole(BYTES), whole(BYTES));

      assertThatThrownBy(() ->
              source.fetch("contoso", storage.url(), Wanted.CONTENT, new FailingSink(full, 1)))
          .isSameAs(full);
      assertThat(source.fetch("contoso", storage.url(), Wanted.CONTENT, sink)).isEqualTo(WHOLE);
    }

    List<Integer> connections = new ArrayList<>();
    storage.requests().forEach(request -> connections.add(request.getConnectionIndex()));
    assertThat(connections).isEqualTo(List.of(0, 1));
  }

  @Test
  void doesNotTakeAnIoExceptionOfTheSinkForOneOfTheNetwork() {
    IOException full = new IOException("unexpected end of stream");
    storage.add(whole(BYTES), whole(BYTES));

    assertThatThrownBy(() -> storage.fetch(new FailingSink(full, 2))).isSameAs(full);
    assertThat(storage.requests()).hasSize(1);
  }

  @Test
  void letsErrorsOfTheSinkPassEvenAfterABreak() {
    Error error = new AssertionError("sink");
    storage.add(cut(BYTES, 1000), part(BYTES, 1000));

    assertThatThrownBy(() -> storage.fetch(new FailingSink(error, 2))).isSameAs(error);
  }

  /** Fails at one of its writes, also with exceptions that its signature does not know. */
  private static final class FailingSink implements ByteSink {

    private final Throwable failure;
    private int left;

    FailingSink(Throwable failure, int atWrite) {
      this.failure = failure;
      this.left = atWrite;
    }

    @Override
    public void restart() {}

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (--left == 0) {
        sneak(failure);
      }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
      throw (T) failure;
    }
  }
}
