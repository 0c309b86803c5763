package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceClientsTests {

  private static final String TRUSTED = "javax.net.ssl.trustStore";

  private final AtomicInteger made = new AtomicInteger();

  @Test
  void areMadeOnceAndWhenTheyAreNeeded() {
    try (SourceClients clients = new SourceClients(this::make)) {
      assertThat(made).hasValue(0);

      assertThat(clients.usual()).isSameAs(clients.usual()).isNotSameAs(clients.withoutReuse());
      assertThat(made).hasValue(1);
    }
  }

  @Test
  void nameTheRemedyWhereCertificatesCanNotBeRead(@TempDir Path directory) throws IOException {
    Path damaged = Files.writeString(directory.resolve("trusted.p12"), "damaged");
    System.setProperty(TRUSTED, damaged.toString());
    try (AcsRecordingSource source =
        new AcsRecordingSource(TestSettings.of("127.0.0.1").get(), Clock.systemUTC())) {
      assertThatThrownBy(source::prepare)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("certificates")
          .hasMessageContaining(TRUSTED);
    } finally {
      System.clearProperty(TRUSTED);
    }
  }

  private OkHttpClient make() {
    made.incrementAndGet();
    return new OkHttpClient();
  }
}
