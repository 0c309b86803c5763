package org.recordingarchiver.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a sample is: a WAV file of any length, or a real file of the media tests (made by ffmpeg,
 * src/test/resources/media/make.sh) whose sound and pictures are replaced by noise, so that each
 * sample is another.
 */
enum Kind {
  WAV("wav", "", 0),
  MP3("mp3", "cbr-16k.mp3", 1500),
  MP4_INDEX_FIRST("mp4", "index-first.mp4", 2000),
  MP4_INDEX_LAST("mp4", "index-last.mp4", 2000),
  MP4_LONGER("mp4", "bigger-index.mp4", 16_000);

  private static final int MP3_FIRST_FRAME = 20;
  private static final int MP3_FRAME = 216;
  private static final int MP3_HEADERS = 13;
  private static final int BOX_HEADER = 8;

  private final String format;
  private final String file;
  private final int millis;

  Kind(String format, String file, int millis) {
    this.format = format;
    this.file = file;
    this.millis = millis;
  }

  /** Half of them WAV, whose length can be any. */
  static Kind any(SplittableRandom random) {
    return random.nextBoolean() ? WAV : values()[random.nextInt(1, values().length)];
  }

  /** As metadata names it. */
  String format() {
    return format;
  }

  /** How long the file plays, if it is a real one. */
  int millis() {
    return millis;
  }

  /** The real file, full of noise. */
  byte[] filled(SplittableRandom noise) {
    byte[] bytes = read();
    if (this == MP3) {
      // The first frame only counts the others.
      for (int at = MP3_FIRST_FRAME + MP3_FRAME; at < bytes.length; at += MP3_FRAME) {
        fill(bytes, at + MP3_HEADERS, at + MP3_FRAME, noise);
      }
    } else {
      int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat") + 4;
      int length = ByteBuffer.wrap(bytes).getInt(data - BOX_HEADER) - BOX_HEADER;
      fill(bytes, data, data + length, noise);
    }
    return bytes;
  }

  private static void fill(byte[] bytes, int from, int to, SplittableRandom noise) {
    byte[] more = new byte[to - from];
    noise.nextBytes(more);
    System.arraycopy(more, 0, bytes, from, more.length);
  }

  private byte[] read() {
    try (InputStream in = Kind.class.getResourceAsStream("/media/" + file)) {
      return List.of(in).getFirst().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
