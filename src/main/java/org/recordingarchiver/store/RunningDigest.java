package org.recordingarchiver.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests bytes as they pass. */
public final class RunningDigest {

  private static final int PIECE = 64 * 1024;
  private static final ThreadLocal<byte[]> PIECES = ThreadLocal.withInitial(() -> new byte[PIECE]);

  private final MessageDigest sha256 = sha256();
  private long length;

  /** Digests a file from its first byte to its last. */
  static Digest of(Path file) throws IOException {
    RunningDigest digest = new RunningDigest();
    byte[] piece = PIECES.get();
    try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        digest.add(piece, 0, count);
      }
    }
    return digest.finish();
  }

  public void add(byte[] bytes, int offset, int count) {
    sha256.update(bytes, offset, count);
    length += count;
  }

  public void restart() {
    sha256.reset();
    length = 0;
  }

  long length() {
    return length;
  }

  /** What passed; to be asked once, or once more after a restart. */
  public Digest finish() {
    return new Digest(length, new Sha256(HexFormat.of().formatHex(sha256.digest())));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
