package org.recordingarchiver.store;

import java.nio.channels.SeekableByteChannel;

/**
 * A file that is still arriving: written once, digested on the way, then published or dropped.
 * Closing it without publishing drops it, and so does each of its methods that throws a {@link
 * StoreException}. For one thread at a time.
 */
public interface Incoming extends AutoCloseable {

  /** Takes the next bytes. */
  void write(byte[] bytes, int offset, int length);

  /** Drops everything written so far. */
  void restart();

  /** The bytes written so far. */
  long length();

  /**
   * Ends the file and says what its bytes are. Nothing can be written afterwards; asking again
   * gives the same answer. The bytes are durable only once they were published: after a failed sync
   * nobody knows what the disk holds, so the file is dropped then, and must be fetched again.
   */
  Digest complete();

  /**
   * Opens the complete bytes for reading at any place. For use between {@link #complete} and
   * publishing; the caller closes it.
   */
  SeekableByteChannel open();

  /** Drops the file unless it was published. */
  @Override
  void close();
}
