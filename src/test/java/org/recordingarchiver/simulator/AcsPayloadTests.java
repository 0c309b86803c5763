package org.recordingarchiver.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcsPayloadTests {

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 7", "7, 2", "8, 8", "43, 2", "44, 1", "65535, 3", "65536, 70001"})
  void givesTheSameBytesFromAnyOffset(int from, int count) throws IOException {
    Payload payload = Payload.wav(2, Duration.ofSeconds(3), 42);

    ByteArrayOutputStream part = new ByteArrayOutputStream();
    payload.writeTo(part, from, count);

    assertThat(part.toByteArray())
        .isEqualTo(Arrays.copyOfRange(payload.bytes(), from, from + count));
  }

  @Test
  void givesOtherBytesForAnotherSeed() {
    byte[] bytes = Payload.noise(1_000, 1).bytes();

    assertThat(bytes).hasSize(1_000).isEqualTo(Payload.noise(1_000, 1).bytes());
    assertThat(bytes).isNotEqualTo(Payload.noise(1_000, 2).bytes());
  }

  @Test
  void givesTheBytesThatItWasMadeOf() {
    byte[] mine = {1, 2, 3};
    Payload payload = Payload.of(mine);
    mine[0] = 9;

    assertThat(payload.bytes()).containsExactly(1, 2, 3);
  }

  @Test
  void writesWavHeadersExactly() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Payload.wav(5, Duration.ofHours(4), 0).writeTo(file, 0, 44);
    byte[] bytes = file.toByteArray();
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

    assertThat(new String(bytes, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
    assertThat(Integer.toUnsignedLong(header.getInt(4))).isEqualTo(2_304_000_036L);
    assertThat(new String(bytes, 8, 8, StandardCharsets.US_ASCII)).isEqualTo("WAVEfmt ");
    assertThat(header.getInt(16)).isEqualTo(16);
    assertThat(header.getShort(20)).as("PCM").isEqualTo((short) 1);
    assertThat(header.getShort(22)).as("channels").isEqualTo((short) 5);
    assertThat(header.getInt(24)).as("frames per second").isEqualTo(16_000);
    assertThat(header.getInt(28)).as("bytes per second").isEqualTo(160_000);
    assertThat(header.getShort(32)).as("bytes per frame").isEqualTo((short) 10);
    assertThat(header.getShort(34)).as("bits").isEqualTo((short) 16);
    assertThat(new String(bytes, 36, 4, StandardCharsets.US_ASCII)).isEqualTo("data");
    assertThat(Integer.toUnsignedLong(header.getInt(40))).isEqualTo(2_304_000_000L);
  }
}
