package org.recordingarchiver.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * The files that demo recordings play: small, real and different from each other. MP3 and MP4 come
 * from src/main/simulator-media/make-media.sh, WAV is synthesised.
 */
final class DemoMedia {

  static final Duration MP3_FRAME = Duration.ofMillis(36);

  private static final int MP3_FRAME_BYTES = 216;
  private static final int BOX_HEADER_BYTES = 8;

  private DemoMedia() {}

  static Media wav(int channels, int seconds, long seed) {
    Duration duration = Duration.ofSeconds(seconds);
    byte[] file = Wav.melody(channels, duration, seed);
    return new Media(Media.Format.WAV, channels, duration, Payload.of(file));
  }

  /** A run of frames of the one melody: each frame is a whole of its own. */
  static Media mp3(int firstFrame, int frames) {
    int from = firstFrame * MP3_FRAME_BYTES;
    int to = from + frames * MP3_FRAME_BYTES;
    byte[] melody = resource("melody.mp3");
    if (to > melody.length) {
      throw new IllegalArgumentException("the melody ends before frame " + (firstFrame + frames));
    }
    Payload content = Payload.of(Arrays.copyOfRange(melody, from, to));
    return new Media(Media.Format.MP3, 1, MP3_FRAME.multipliedBy(frames), content);
  }

  /** The named file with a text at its end, in a box that players skip. */
  static Media mp4(String name, String text) {
    byte[] file = resource(name + ".mp4");
    Payload content = new JoinedPayload(Payload.of(file), Payload.of(freeBox(text)));
    return new Media(Media.Format.MP4, 1, Mp4Duration.of(file), content);
  }

  private static byte[] freeBox(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer box = ByteBuffer.allocate(BOX_HEADER_BYTES + body.length);
    box.putInt(box.capacity()).put("free".getBytes(StandardCharsets.US_ASCII)).put(body);
    return box.array();
  }

  private static byte[] resource(String name) {
    try (InputStream file = DemoMedia.class.getResourceAsStream("/simulator/" + name)) {
      if (file == null) {
        throw new IllegalStateException("not on the class path: simulator/" + name);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
