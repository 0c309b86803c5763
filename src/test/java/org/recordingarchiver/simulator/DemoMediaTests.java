package org.recordingarchiver.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoMediaTests {

  @ParameterizedTest
  @CsvSource({"1, 4", "2, 5"})
  void synthesisesWholeWavFilesThatCanBeHeard(int channels, int seconds) {
    Media media = DemoMedia.wav(channels, seconds, 1);
    byte[] bytes = media.content().bytes();
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int data = seconds * 32_000 * channels;

    assertThat(media.duration()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(bytes).hasSize(44 + data).startsWith(Wav.header(channels, data));
    assertThat(file.getInt(4)).isEqualTo(36 + data);
    assertThat(file.getInt(40)).isEqualTo(data);
    for (int channel = 0; channel < channels; channel++) {
      assertThat(loudest(file, channel, channels)).isBetween(5_000, 32_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 100, 3600", "200, 125, 4500"})
  void cutsMp3FilesOfWholeFrames(int firstFrame, int frames, long millis) {
    Media media = DemoMedia.mp3(firstFrame, frames);
    byte[] bytes = media.content().bytes();

    assertThat(media.duration()).isEqualTo(Duration.ofMillis(millis));
    assertThat(bytes).hasSize(frames * 216);
    for (int frame = 0; frame < frames; frame++) {
      // MPEG-2 layer III without CRC; 48 kbit/s, 16 kHz, no padding; one channel.
      assertThat(ByteBuffer.wrap(bytes).getInt(frame * 216) & 0xFFFF_FEC0)
          .as("header of frame %d", frame)
          .isEqualTo(0xFFF3_68C0);
    }
  }

  @ParameterizedTest
  @CsvSource({"bars, 3000", "counter, 4000", "lines, 5000"})
  void appendsABoxToMp4FilesWhichPlayersSkip(String name, long millis) {
    Media media = DemoMedia.mp4(name, "a text");
    byte[] bytes = media.content().bytes();

    assertThat(media.duration()).isEqualTo(Duration.ofMillis(millis));
    assertThat(boxes(bytes)).containsExactly("ftyp", "moov", "free", "mdat", "free");
    assertThat(new String(bytes, bytes.length - 6, 6, StandardCharsets.UTF_8)).isEqualTo("a text");
  }

  @Test
  void keepsTheRepositorySmall() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/simulator"))) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(400_000);
    }
  }

  /** The names of the boxes, which fill the file to its last byte. */
  private static List<String> boxes(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    List<String> names = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      names.add(new String(bytes, at + 4, 4, StandardCharsets.US_ASCII));
      at += file.getInt(at);
    }
    assertThat(at).isEqualTo(bytes.length);
    return names;
  }

  private static int loudest(ByteBuffer file, int channel, int channels) {
    int loudest = 0;
    for (int at = 44 + 2 * channel; at < file.limit(); at += 2 * channels) {
      loudest = Math.max(loudest, Math.abs(file.getShort(at)));
    }
    return loudest;
  }
}
