package org.recordingarchiver.media;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.HexFormat;

/**
 * Numbers of a file by their position, read through one buffer. Big-endian unless the name says
 * {@code Little}. Asking for bytes that the file does not have is damage, never a wrong number.
 */
final class FileWindow {

  /** For readers that jump from one small structure to the next. */
  static final int JUMPING = 512;

  private static final int LONGEST_NUMBER = 8;

  private final SeekableByteChannel channel;
  private final long size;
  private final ByteBuffer buffer;
  private final ByteBuffer little;
  private long start;
  private int filled;

  FileWindow(SeekableByteChannel channel, long size, int bufferBytes) {
    this.channel = channel;
    this.size = size;
    this.buffer = ByteBuffer.allocate((int) Math.max(LONGEST_NUMBER, Math.min(bufferBytes, size)));
    this.little = buffer.duplicate().order(LITTLE_ENDIAN);
  }

  /** From now on reads the numbers that should be little-endian as the others: so is a RIFX. */
  void readAllBigEndian() {
    little.order(BIG_ENDIAN);
  }

  /** Of the whole file, in bytes. */
  long size() {
    return size;
  }

  int u8(long at) throws IOException, DamagedMediaException {
    return Byte.toUnsignedInt(buffer.get(find(at, 1)));
  }

  int u16(long at) throws IOException, DamagedMediaException {
    return Short.toUnsignedInt(buffer.getShort(find(at, 2)));
  }

  long u32(long at) throws IOException, DamagedMediaException {
    return Integer.toUnsignedLong(buffer.getInt(find(at, 4)));
  }

  /** Negative if it is 2^63 or more. */
  long u64(long at) throws IOException, DamagedMediaException {
    return buffer.getLong(find(at, 8));
  }

  int u16Little(long at) throws IOException, DamagedMediaException {
    return Short.toUnsignedInt(little.getShort(find(at, 2)));
  }

  long u32Little(long at) throws IOException, DamagedMediaException {
    return Integer.toUnsignedLong(little.getInt(find(at, 4)));
  }

  /** Negative if it is 2^63 or more. */
  long u64Little(long at) throws IOException, DamagedMediaException {
    return little.getLong(find(at, 8));
  }

  /** So many bytes, each as the character of that number; fewer where the file ends. */
  String text(long at, int length) throws IOException, DamagedMediaException {
    byte[] bytes = new byte[Math.clamp(size - at, 0, length)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) u8(at + i);
    }
    return new String(bytes, ISO_8859_1);
  }

  boolean holds(long at, String expected) throws IOException, DamagedMediaException {
    return at >= 0 && text(at, expected.length()).equals(expected);
  }

  /** Up to so many bytes, as people read them. */
  String hex(long at, int length) throws IOException, DamagedMediaException {
    String text = text(at, length);
    return text.isEmpty()
        ? "nothing"
        : HexFormat.ofDelimiter(" ").formatHex(text.getBytes(ISO_8859_1));
  }

  /** Where in the buffer the bytes are, once it holds them. */
  private int find(long at, int bytes) throws IOException, DamagedMediaException {
    if (at < start || at > start + filled - bytes) {
      fill(at, bytes);
    }
    return (int) (at - start);
  }

  private void fill(long at, int bytes) throws IOException, DamagedMediaException {
    if (at < 0 || at > size - bytes) {
      throw new DamagedMediaException(
          "ends at byte %d, before the %d bytes at %d".formatted(size, bytes, at));
    }
    filled = 0;
    buffer.clear().limit((int) Math.min(buffer.capacity(), size - at));
    channel.position(at);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException(
            "the file shrank while it was read: byte %d of %d is gone"
                .formatted(at + buffer.position(), size));
      }
    }
    start = at;
    filled = buffer.position();
    buffer.clear();
  }
}
