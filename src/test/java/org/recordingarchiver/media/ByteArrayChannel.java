package org.recordingarchiver.media;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** The first bytes of an array as a file that is only read, and that counts how often. */
final class ByteArrayChannel implements SeekableByteChannel {

  private final byte[] bytes;
  private final int size;
  private long position;
  private long reads;

  ByteArrayChannel(byte[] bytes, int size) {
    this.bytes = bytes;
    this.size = size;
  }

  long reads() {
    return reads;
  }

  @Override
  public int read(ByteBuffer target) {
    reads++;
    if (position >= size) {
      return -1;
    }
    int count = (int) Math.min(target.remaining(), size - position);
    target.put(bytes, (int) position, count);
    position += count;
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException("only read");
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new UnsupportedOperationException("only read");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
