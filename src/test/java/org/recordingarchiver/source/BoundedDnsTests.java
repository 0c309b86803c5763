package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BoundedDnsTests {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void givesUpOnASilentNameServer() {
    CountDownLatch ever = new CountDownLatch(1);
    AtomicInteger lookups = new AtomicInteger();
    BoundedDns dns = new BoundedDns(silent(ever, lookups), SHORT);

    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(UnknownHostException.class)
          .isThrownBy(() -> dns.lookup("a.example"))
          .withMessage("no address of a.example within PT0.05S (archiver.source.connect-timeout)");
    }

    Awaitility.await().until(() -> lookups.get() > 0);
    assertThat(lookups).as("threads that wait for one host").hasValue(1);
    ever.countDown();
  }

  @Test
  void handsOverWhatTheSystemSays() throws UnknownHostException {
    InetAddress address = InetAddress.ofLiteral("127.0.0.1");

    assertThat(new BoundedDns(host -> List.of(address), LONG).lookup("a.example"))
        .containsExactly(address);
  }

  @Test
  void asksAgainEachTime() throws UnknownHostException {
    AtomicInteger lookups = new AtomicInteger();
    BoundedDns dns =
        new BoundedDns(
            host -> {
              lookups.incrementAndGet();
              return List.of(InetAddress.getLoopbackAddress());
            },
            LONG);

    dns.lookup("a.example");
    dns.lookup("b.example");

    assertThat(lookups).hasValue(2);
  }

  @Test
  void handsOverThatThereIsNoSuchHost() {
    Dns none =
        host -> {
          throw new UnknownHostException(host + ": no such host");
        };

    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(() -> new BoundedDns(none, LONG).lookup("a.example"))
        .withMessage("a.example: no such host");
  }

  private static Dns silent(CountDownLatch ever, AtomicInteger lookups) {
    return host -> {
      lookups.incrementAndGet();
      try {
        ever.await();
      } catch (InterruptedException e) {
        throw new UnknownHostException(e.toString());
      }
      return List.of();
    };
  }
}
