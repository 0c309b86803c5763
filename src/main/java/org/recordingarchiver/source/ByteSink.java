package org.recordingarchiver.source;

/** Takes the bytes of a fetch in order. */
public interface ByteSink {

  /** Drops everything written so far: the fetch begins anew at byte 0. */
  void restart();

  /** Takes {@code length} bytes, which are only valid during the call. */
  void write(byte[] bytes, int offset, int length);
}
