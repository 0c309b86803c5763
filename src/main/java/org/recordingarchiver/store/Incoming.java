package org.recordingarchiver.store;

/**
 * A file that is still arriving: written once, digested on the way, then published or dropped.
 * Closing it without publishing drops it. For one thread at a time.
 */
public interface Incoming extends AutoCloseable {

  /** Takes the next bytes. */
  void write(byte[] bytes, int offset, int length);

  /** Drops everything written so far. */
  void restart();

  /** The bytes written so far. */
  long length();

  /** Syncs the bytes to the disk and says what they are. Nothing can be written afterwards. */
  Digest complete();

  /** Drops the file unless it was published. */
  @Override
  void close();
}
