package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("where trusted certificates are read from holds for the whole JVM")
class DamagedCertificatesTests {

  private static final String TRUSTED = "javax.net.ssl.trustStore";

  @Test
  void areNamedWithTheRemedy(@TempDir Path directory) throws IOException {
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
}
