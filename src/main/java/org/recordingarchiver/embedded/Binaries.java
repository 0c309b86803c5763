package org.recordingarchiver.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the server's programs from the class path into a directory of their own, once for each
 * version. They are durable before they get their name, so a directory that is there is whole.
 * Needs the {@link StartupLock}.
 */
final class Binaries {

  private final Path directory;

  private Binaries(Path directory) {
    this.directory = directory;
  }

  static Binaries in(ServerDirectory server) {
    try {
      byte[] archive = archive();
      Path directory = server.binaries().resolve(nameOf(archive));
      if (!Files.isDirectory(directory)) {
        unpack(archive, directory);
      }
      return new Binaries(directory);
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "can't unpack its programs into "
              + server.binaries()
              + " ("
              + e
              + "); make room (70 MB)"
              + ServerDirectory.REMEDY,
          e);
    }
  }

  Path program(String name) {
    return directory.resolve("bin").resolve(isWindows() ? name + ".exe" : name);
  }

  private static byte[] archive() throws IOException {
    String architecture = System.getProperty("os.arch");
    try (InputStream archive =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            system(), architecture.equals("amd64") ? "x86_64" : architecture)) {
      return archive.readAllBytes();
    } catch (IllegalStateException e) {
      throw new EmbeddedPostgresException(
          "this build brings no programs for %s on %s; build it on this system, or set spring.datasource.url"
              .formatted(system(), architecture),
          e);
    }
  }

  private static String system() {
    if (isWindows()) {
      return "Windows";
    }
    return osName().startsWith("mac") ? "Darwin" : "Linux";
  }

  private static boolean isWindows() {
    return osName().startsWith("windows");
  }

  private static String osName() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT);
  }

  private static String nameOf(byte[] archive) {
    CRC32C checksum = new CRC32C();
    checksum.update(archive);
    return HexFormat.of().toHexDigits((int) checksum.getValue());
  }

  private static void unpack(byte[] archive, Path directory) throws IOException {
    Path parent = Files.createDirectories(directory.resolveSibling(".").normalize());
    Path arriving = parent.resolve("arriving");
    FileSystemUtils.deleteRecursively(arriving); // of a start that was killed or had no room
    Files.createDirectory(arriving);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        write(tar, e, arriving.resolve(e.getName()).normalize());
      }
    }
    Files.move(arriving, directory, StandardCopyOption.ATOMIC_MOVE);
    ServerDirectory.sync(parent);
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.resolveSibling(".").normalize());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      tar.transferTo(out);
      channel.force(false);
    }
    if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true)) {
      throw new IOException("can't make " + file + " executable");
    }
  }
}
