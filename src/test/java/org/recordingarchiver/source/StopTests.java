package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.Scripts.answer;
import static org.recordingarchiver.source.Scripts.whole;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.source.RecordingSource.Wanted;

class StopTests {

  private final ScriptedStorage storage = new ScriptedStorage();
  private final AcsRecordingSource source = patientSource();
  private final ExecutorService lane = Executors.newSingleThreadExecutor();

  @AfterEach
  void close() {
    lane.shutdownNow();
    source.close();
    storage.close();
  }

  @Test
  void breaksOffABodyUnderWay() throws Exception {
    storage.add(stallingAfter(200_000));
    SignallingSink sink = new SignallingSink();
    CompletableFuture<FetchAnswer> answer =
        CompletableFuture.supplyAsync(
            () -> source.fetch("contoso", storage.url(), Wanted.CONTENT, sink), lane);
    sink.written.get(2, TimeUnit.MINUTES);

    source.stop();

    assertThat(answer.get(2, TimeUnit.MINUTES)).isEqualTo(stopped());
  }

  @Test
  void breaksOffACallThatWaitsForItsAnswer() throws Exception {
    storage.add(answer(200).onResponseStart(SocketEffect.Stall.INSTANCE).build());
    CompletableFuture<DeleteAnswer> answer =
        CompletableFuture.supplyAsync(() -> source.delete("contoso", storage.url()), lane);
    assertThat(storage.server.takeRequest(2, TimeUnit.MINUTES)).isNotNull();

    source.stop();

    assertThat(answer.get(2, TimeUnit.MINUTES)).isEqualTo(stopped());
  }

  @Test
  void answersStoppedFromThenOn() {
    storage.add(whole(new byte[] {1}));

    source.stop();

    assertThat(source.fetch("contoso", storage.url(), Wanted.CONTENT, new RecordingSink()))
        .isEqualTo(stopped());
    assertThat(source.delete("contoso", storage.url())).isEqualTo(stopped());
    assertThat(storage.requests()).isEmpty();
  }

  private Failure stopped() {
    return new Failure.Stopped(storage.url() + ": stopped before an answer was complete");
  }

  private static MockResponse stallingAfter(int count) {
    return answer(200)
        .body(new Buffer().write(new byte[count]))
        .setHeader("Content-Length", 2L * count)
        .onResponseEnd(SocketEffect.Stall.INSTANCE)
        .build();
  }

  /** Never times out by itself within a test. */
  private AcsRecordingSource patientSource() {
    Duration patience = Duration.ofMinutes(5);
    return ScriptedStorage.source(
        TestSettings.of(storage.host()).timeouts(patience, patience, patience).get());
  }

  private static final class SignallingSink implements ByteSink {

    private final CompletableFuture<Boolean> written = new CompletableFuture<>();

    @Override
    public void restart() {}

    @Override
    public void write(byte[] bytes, int offset, int length) {
      written.complete(true);
    }
  }
}
