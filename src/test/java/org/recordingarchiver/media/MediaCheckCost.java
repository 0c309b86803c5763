package org.recordingarchiver.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Says what the media check costs beside the SHA-256 of the same files, which are named on the
 * command line: {@code MediaCheckCost FILE…}. Run by hand. Each is done so many times in turn,
 * after a round to warm up, and the medians are compared.
 */
final class MediaCheckCost {

  private static final int ROUNDS = 7;

  private MediaCheckCost() {}

  public static void main(String[] files) throws IOException, NoSuchAlgorithmException {
    for (String file : files) {
      try (FileChannel channel = FileChannel.open(Path.of(file))) {
        measure(file, channel);
      }
    }
  }

  private static void measure(String file, FileChannel channel)
      throws IOException, NoSuchAlgorithmException {
    long[] checks = new long[ROUNDS];
    long[] hashes = new long[ROUNDS];
    MediaVerdict verdict = MediaCheck.of(channel);
    hash(channel);
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      verdict = MediaCheck.of(channel);
      long between = System.nanoTime();
      hash(channel);
      checks[round] = between - start;
      hashes[round] = System.nanoTime() - between;
    }
    Arrays.sort(checks);
    Arrays.sort(hashes);
    double check = checks[ROUNDS / 2] / 1e6;
    double hash = hashes[ROUNDS / 2] / 1e6;
    System.out.printf(
        "%s, %.1f MB: check %.2f ms, SHA-256 %.1f ms, ratio %.5f; %s%n",
        Path.of(file).getFileName(), channel.size() / 1e6, check, hash, check / hash, verdict);
  }

  private static byte[] hash(FileChannel channel) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    ByteBuffer buffer = ByteBuffer.allocate(131_072);
    channel.position(0);
    while (channel.read(buffer.clear()) >= 0) {
      digest.update(buffer.flip());
    }
    return digest.digest();
  }
}
