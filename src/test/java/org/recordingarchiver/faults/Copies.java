package org.recordingarchiver.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The archive's bags, looked at with nothing but eyes. */
final class Copies {

  private final Path archive;
  private final JdbcClient rows;

  Copies(Path archive, JdbcClient rows) {
    this.archive = archive;
    this.rows = rows;
  }

  /** Why the chunk's source must not be deleted now; null if both of its files are there, equal. */
  @Nullable String whyNotToDelete(Served chunk) {
    List<List<String>> keys =
        rows.sql(
                """
                select a.content_key, coalesce(a.metadata_key, 'none') as metadata_key
                from archive_copy a join chunk c on c.id = a.chunk where c.document_id = ?
                """)
            .param(chunk.documentId())
            .query((row, number) -> List.of(row.getString(1), row.getString(2)))
            .list();
    if (keys.size() != 1) {
      return keys.size() + " copies are known";
    }
    if (!holds(archive.resolve(keys.getFirst().get(0)), chunk.sample().content())) {
      return "the copy of its content is not equal";
    }
    return holds(archive.resolve(keys.getFirst().get(1)), chunk.sample().metadata())
        ? null
        : "the copy of its metadata is not equal";
  }

  /** Every payload file in a bag that holds anything but its chunk's true bytes. */
  List<String> wrongFiles(List<Served> chunks) {
    Map<String, Served> byName = new HashMap<>();
    chunks.forEach(chunk -> byName.put(name(chunk), chunk));
    List<String> wrong = new ArrayList<>();
    for (Path file : payload()) {
      String[] parts = String.valueOf(file.getFileName()).split("\\.", 2);
      Served chunk = byName.get(parts[0]);
      Part part = parts[1].equals("acsmetadata.json") ? Part.METADATA : Part.CONTENT;
      if (chunk == null || !holds(file, chunk.sample().bytes(part))) {
        wrong.add(archive.relativize(file) + " of " + chunk);
      }
    }
    return wrong;
  }

  /** How many files with bytes of chunks lie in bags. */
  int count() {
    return payload().size();
  }

  private List<Path> payload() {
    try (Stream<Path> files = Files.walk(archive)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> isInABag(archive.relativize(file)))
          .filter(file -> String.valueOf(file.getFileName()).startsWith("chunk-"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isInABag(Path file) {
    return file.getName(0).toString().matches("\\d{4}");
  }

  private static String name(Served chunk) {
    return "chunk-%04d-%s"
        .formatted(
            chunk.sample().index(),
            sha256(chunk.documentId().getBytes(StandardCharsets.UTF_8)).substring(0, 8));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static boolean holds(Path file, byte[] bytes) {
    try {
      return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
