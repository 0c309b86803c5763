package org.recordingarchiver.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The server's password, in a file for its owner alone. It is durable before the first data
 * directory is made with it, so there is never one without the other.
 */
record Password(String value) {

  private static final int BYTES = 32;

  static Password in(ServerDirectory directory) {
    Path file = directory.password();
    try {
      return read(file);
    } catch (NoSuchFileException e) {
      if (Files.exists(directory.data())) {
        throw new EmbeddedPostgresException(
            file
                + " is missing, and the database in "
                + directory.data()
                + " opens with that password only; restore the file from a backup",
            e);
      }
      return create(file);
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "can't read " + file + " (" + e + ")" + ServerDirectory.REMEDY, e);
    }
  }

  private static Password read(Path file) throws IOException {
    String value = Files.readString(file).strip();
    if (value.isEmpty()) {
      throw new IOException("the file is empty");
    }
    return new Password(value);
  }

  private static Password create(Path file) {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String value = HexFormat.of().formatHex(random);
    try {
      write(file, value);
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "can't write " + file + " (" + e + ")" + ServerDirectory.REMEDY, e);
    }
    return new Password(value);
  }

  private static void write(Path file, String value) throws IOException {
    Path arriving = file.resolveSibling("password.new");
    Files.deleteIfExists(arriving);
    try (FileChannel channel =
        FileChannel.open(
            arriving,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ServerDirectory.onlyOwner("rw-------"))) {
      channel.write(ByteBuffer.wrap(value.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Files.move(arriving, file, StandardCopyOption.ATOMIC_MOVE);
    ServerDirectory.sync(file.resolveSibling("."));
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }
}
