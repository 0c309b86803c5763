package org.recordingarchiver.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The archive of a world, looked at with nothing but eyes: no ledger, and no code of ours. */
record Archive(Path root) {

  /** {@code 2026/01/05/…}. */
  private static final int DEPTH_OF_BAGS = 4;

  private static final String METADATA = ".acsmetadata.json";

  /** Every bag. */
  List<Path> bags() {
    return years()
        .flatMap(year -> files(year, DEPTH_OF_BAGS - 1))
        .filter(path -> root.relativize(path).getNameCount() == DEPTH_OF_BAGS)
        .toList();
  }

  /** Every file of a chunk in a bag. */
  List<Path> payload() {
    return years()
        .flatMap(year -> files(year, Integer.MAX_VALUE))
        .filter(path -> name(path).startsWith("chunk-"))
        .toList();
  }

  /** What must be gone: files still arriving, and files that something was wrong with. */
  List<Path> leftovers() {
    return Stream.of(".incoming", "quarantine")
        .map(root::resolve)
        .filter(Files::isDirectory)
        .flatMap(directory -> files(directory, Integer.MAX_VALUE))
        .filter(Files::isRegularFile)
        .toList();
  }

  /** Where bags lie. */
  private Stream<Path> years() {
    return Files.isDirectory(root)
        ? files(root, 1).filter(path -> name(path).matches("\\d{4}"))
        : Stream.of();
  }

  /** Why the source of this chunk must not be deleted now; null if it may. */
  @Nullable String whyNotToDelete(Served served) {
    List<Path> bags = bags().stream().filter(bag -> name(bag).contains(callIdOf(served))).toList();
    if (bags.size() != 1) {
      return "it lies in " + bags.size() + " bags";
    }
    Path bag = bags.getFirst();
    if (!Files.exists(bag.resolve("bagit.txt"))) {
      return name(bag) + " is not sealed";
    }
    if (!isListed(bag, served.content(), name -> !name.endsWith(METADATA))) {
      return name(bag) + " holds no equal content that its manifest names";
    }
    return isListed(bag, served.metadata(), name -> name.endsWith(METADATA))
        ? null
        : name(bag) + " holds no equal metadata that its manifest names";
  }

  private static String callIdOf(Served served) {
    return "-" + served.recording().callId().toString().substring(0, 8) + "-";
  }

  private static boolean isListed(Path bag, byte[] served, Predicate<String> name) {
    return lines(bag.resolve("manifest-sha256.txt"))
        .filter(line -> line.startsWith(sha256(served) + " ") && name.test(line))
        .map(line -> bag.resolve(line.split("\\s+", 2)[1]))
        .anyMatch(file -> Files.exists(file) && Arrays.equals(bytes(file), served));
  }

  private static Stream<String> lines(Path file) {
    return Files.exists(file)
        ? new String(bytes(file), StandardCharsets.UTF_8).lines()
        : Stream.of();
  }

  private static Stream<Path> files(Path directory, int depth) {
    try (Stream<Path> found = Files.walk(directory, depth)) {
      return found.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
