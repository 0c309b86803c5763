package org.recordingarchiver.faults;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The files of one chunk: a whole media file of noise, and its metadata (WIRE.md 3). Both are made
 * anew at each call, so that thousands of samples need no memory.
 *
 * @param frames audio frames of a WAV: two bytes each, at 16,000 a second
 * @param noise what the noise is made from: another number, another recording of the same length
 */
record Sample(String documentId, int index, Kind kind, int frames, long noise) {

  private static final int HEADER_BYTES = 44;
  private static final int FRAMES_PER_SECOND = 16_000;
  private static final int FRAME_BYTES = 2;

  /** About 1 kB to 600 kB. */
  static Sample random(String documentId, int index, Kind kind, SplittableRandom random) {
    int most = random.nextInt(4) == 0 ? 300_000 : 30_000;
    return new Sample(documentId, index, kind, random.nextInt(500, most), random.nextLong());
  }

  byte[] bytes(Part part) {
    return switch (part) {
      case CONTENT -> content();
      case METADATA -> metadata();
      case OBJECT -> new byte[0];
    };
  }

  /** The same chunk with other noise: equal length, equal header, other content. */
  Sample recordedAnew() {
    return new Sample(documentId, index, kind, frames, ~noise);
  }

  byte[] content() {
    SplittableRandom random = new SplittableRandom(noise);
    return kind == Kind.WAV ? wav(random) : kind.filled(random);
  }

  private byte[] wav(SplittableRandom random) {
    int dataBytes = frames * FRAME_BYTES;
    byte[] samples = new byte[dataBytes];
    random.nextBytes(samples);
    ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVE"));
    file.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    file.putInt(FRAMES_PER_SECOND).putInt(FRAMES_PER_SECOND * FRAME_BYTES);
    file.putShort((short) FRAME_BYTES).putShort((short) (8 * FRAME_BYTES));
    return file.put(ascii("data")).putInt(dataBytes).put(samples).array();
  }

  byte[] metadata() {
    double milliseconds = kind == Kind.WAV ? frames * 1000.0 / FRAMES_PER_SECOND : kind.millis();
    return """
    {
      "resourceId": "f1ea9b8e-0b3f-4c3b-9d7a-2f1f0a7c5d11",
      "callId": "0c6c9f4e-5b0a-4a61-9d0f-3f2f5a1b7c11",
      "chunkDocumentId": "%s",
      "chunkIndex": %d,
      "chunkStartTime": "2026-01-05T07:00:00.1234567Z",
      "chunkDuration": %s,
      "pauseResumeIntervals": [],
      "recordingInfo": {
        "contentType": "audio",
        "channelType": "mixed",
        "format": "%s",
        "audioConfiguration": {
          "sampleRate": 16000,
          "bitRate": 256000,
          "channels": 1
        }
      },
      "participants": [
        {
          "participantId": "8:acs:f1ea9b8e_%016x"
        }
      ]
    }
    """
        .formatted(
            documentId,
            index,
            String.format(Locale.ROOT, "%.4f", milliseconds),
            kind.format(),
            noise)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
