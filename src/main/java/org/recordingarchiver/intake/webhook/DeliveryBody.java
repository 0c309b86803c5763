package org.recordingarchiver.intake.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads the body of a delivery, within a size and a time. */
final class DeliveryBody {

  /** In bytes. Event Grid sends at most 1 MB, counted in its own way (WIRE.md 6.3). */
  static final int LONGEST = 2 * 1024 * 1024;

  private static final int BUFFER = 16 * 1024;

  private DeliveryBody() {}

  /**
   * The whole body.
   *
   * @throws NotTakenException if it is too long or comes too slowly
   * @throws IOException if the client went away
   */
  static byte[] read(InputStream in, Deadline deadline) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(BUFFER);
    byte[] buffer = new byte[BUFFER];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      body.write(buffer, 0, count);
      requireShort(body.size());
      if (deadline.isOver()) {
        throw new NotTakenException("its body came too slowly");
      }
    }
    return body.toByteArray();
  }

  /**
   * Refuses a length that is too much.
   *
   * @throws NotTakenException if it is
   */
  static void requireShort(long length) {
    if (length > LONGEST) {
      throw new NotTakenException("its body is longer than %d bytes".formatted(LONGEST));
    }
  }
}
