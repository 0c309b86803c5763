package org.recordingarchiver.faults;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * One request for a part that exists, and the wire to answer it on.
 *
 * @param sample the chunk as it truly is
 * @param other another chunk of the same storage
 * @param random the same numbers for the same request of the same storm
 * @param remove carries a DELETE out; false if there was nothing to delete any more
 */
record Exchange(
    Request request,
    Part part,
    Sample sample,
    Sample other,
    Wire wire,
    Places places,
    SplittableRandom random,
    BooleanSupplier remove) {

  byte[] truth() {
    return sample.bytes(part);
  }

  boolean isDelete() {
    return request.method().equals("DELETE");
  }

  /** What a healthy storage answers. */
  Reply healthy() {
    if (isDelete()) {
      return Reply.of(remove.getAsBoolean() ? 200 : 404);
    }
    byte[] truth = truth();
    Reply reply = Reply.asked(request, truth);
    // A 200 of ACS may name its range too (WIRE.md 1.9).
    return !request.isRanged() && random.nextBoolean()
        ? reply.header("Content-Range", "bytes 0-%d/%d".formatted(truth.length - 1, truth.length))
        : reply;
  }

  void answer(Reply reply) throws IOException {
    wire.send(reply);
  }

  void answerWell() throws IOException {
    answer(healthy());
  }

  /** Breaks the connection somewhere in the body of a healthy answer, so that a range is asked. */
  void breakOff() throws IOException {
    Reply reply = healthy();
    wire.send(reply, somewhereIn(reply.body()));
    if (random.nextBoolean()) {
      wire.reset();
    } else {
      wire.close();
    }
  }

  /** Slowness is the fault itself here; nothing waits for it to be over. */
  void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** From the first byte to before the last one. */
  int somewhereIn(byte[] body) {
    return body.length == 0 ? 0 : random.nextInt(body.length);
  }

  byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  /** {@code all} with a byte more in front ({@code by} 1), or without its first one (-1). */
  static byte[] shifted(byte[] all, int by) {
    byte[] shifted = new byte[all.length];
    if (by > 0) {
      System.arraycopy(all, 0, shifted, 1, all.length - 1);
      shifted[0] = all[0];
    } else {
      System.arraycopy(all, 1, shifted, 0, all.length - 1);
      shifted[all.length - 1] = all[all.length - 1];
    }
    return shifted;
  }

  static byte[] start(byte[] all, int length) {
    return Arrays.copyOf(all, length);
  }
}
