package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.SocketEffect;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;

class LargeChunkTests {

  /** Four hours of five unmixed channels: more than an int can count (WIRE.md section 4). */
  private static final long TOTAL = 2_304_000_000L;

  private static final long BREAK = 2_200_000_000L;

  @Test
  void streamsAndResumesBeyondTwoGigabytes() {
    MockResponse cut =
        Scripts.answer(200)
            .body(new Zeros(BREAK))
            .setHeader("Content-Length", TOTAL)
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build();
    MockResponse rest =
        Scripts.answer(206)
            .body(new Zeros(TOTAL - BREAK))
            .setHeader("Content-Range", "bytes 2200000000-2303999999/2304000000")
            .build();
    MockResponse seam =
        Scripts.answer(206)
            .body(new Zeros(2048))
            .setHeader("Content-Range", "bytes 2199998976-2200001023/2304000000")
            .build();
    CountingSink sink = new CountingSink();

    try (ScriptedStorage storage = new ScriptedStorage(cut, rest, seam)) {
      assertThat(storage.fetch(sink)).isEqualTo(new FetchAnswer.Received(TOTAL, true));
      assertThat(sink.count).isEqualTo(TOTAL);
      assertThat(storage.ranges())
          .isEqualTo(Arrays.asList(null, "bytes=2200000000-", "bytes=2199998976-2200001023"));
    }
  }

  private static final class CountingSink implements ByteSink {

    private long count;

    @Override
    public void restart() {
      count = 0;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }
  }

  /** Written piece by piece, never held as a whole. */
  private record Zeros(long count) implements MockResponseBody {

    private static final byte[] PIECE = new byte[64 * 1024];

    @Override
    public long getContentLength() {
      return count;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      for (long left = count; left > 0; left -= PIECE.length) {
        sink.write(PIECE, 0, (int) Math.min(left, PIECE.length));
      }
    }
  }
}
