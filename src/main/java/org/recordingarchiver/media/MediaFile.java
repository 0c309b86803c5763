package org.recordingarchiver.media;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * A file under check: as many bytes as it had when the check began.
 *
 * @param size in bytes
 */
record MediaFile(SeekableByteChannel channel, long size) {

  static MediaFile of(SeekableByteChannel channel) throws IOException {
    return new MediaFile(channel, channel.size());
  }

  /** A view with a buffer of its own: small where a reader jumps, large where it goes on. */
  FileWindow window(int bufferBytes) {
    return new FileWindow(channel, size, bufferBytes);
  }
}
