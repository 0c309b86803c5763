package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class PatienceTests {

  private static final long MEBIBYTE = 1024 * 1024;
  private static final long TOTAL = 1000 * MEBIBYTE;
  private static final int MANY = 200;

  private long now;
  private final Pace pace = new Pace(DataSize.ofKilobytes(16), Duration.ofMinutes(1), () -> now);
  private final Patience patience = new Patience(pace);

  /** The floor is 16 KiB a second: 64 seconds for a mebibyte. */
  @ParameterizedTest
  @CsvSource({
    "1048576,   1,  200",
    "1048576,  64,  200",
    "1048576,  65,  5",
    "1048575,   1,  200",
    "262144,    1,  200",
    "174762,    1,  5",
    "1,         1,  5",
    "0,         1,  0",
    "104857600, 6400, 200",
    "104857600, 6401, 5",
  })
  void goesOnForAsLongAsMuchComesAndNotTooSlowly(long bytes, long seconds, int breaks) {
    assertThat(breaksTaken(bytes, seconds)).isEqualTo(breaks);
  }

  @ParameterizedTest
  @CsvSource({"true, Truncated", "false, Unreachable"})
  void saysWhetherTheAnswerOrTheNetworkBroke(boolean byProtocol, String type) {
    IOException broken =
        byProtocol ? new ProtocolException("unexpected end of stream") : new IOException("reset");

    assertThat(Patience.failure("x", broken).getClass().getSimpleName()).isEqualTo(type);
  }

  @Test
  void startsOverThreeTimes() {
    int restarts = 0;
    try {
      while (restarts < MANY) {
        patience.startOver("why");
        restarts++;
      }
    } catch (Unsuccessful e) {
      assertThat(e.failure()).isEqualTo(new Failure.Truncated("why; started over 3 times"));
    }

    assertThat(restarts).isEqualTo(3);
  }

  private int breaksTaken(long bytes, long seconds) {
    long received = 0;
    int breaks = 0;
    try (Answer answer = answer()) {
      while (breaks < MANY) {
        long start = pace.now();
        now += Duration.ofSeconds(seconds).toNanos();
        pace.waitedSince(start);
        received += bytes;
        patience.breakAt(received, TOTAL, answer, new IOException("reset"));
        breaks++;
      }
    } catch (Unsuccessful e) {
      assertThat(e.failure()).isInstanceOf(Failure.Unreachable.class);
    }
    return breaks;
  }

  private static Answer answer() {
    OkHttpClient client = new OkHttpClient();
    Request request = new Request.Builder().url("https://host/x").build();
    Response response =
        new Response.Builder()
            .request(request)
            .protocol(Protocol.HTTP_1_1)
            .code(200)
            .message("OK")
            .build();
    TimeLimits limits =
        new TimeLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
    return new Answer(
        client.newCall(request), response, new CallsUnderWay(client, client, limits), limits);
  }
}
