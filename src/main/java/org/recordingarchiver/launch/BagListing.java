package org.recordingarchiver.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of one bag, for people to see. */
record BagListing(Path archive) {

  /** The bag that this payload file is in; payload lies in {@code data} below the bag. */
  String of(String contentKey) {
    Path bag = archive.resolve(contentKey.substring(0, contentKey.indexOf("/data/")));
    return "Archive: %s%nOne recording of it, a BagIt directory:%n  %s%n%s"
        .formatted(
            archive.toAbsolutePath().normalize(),
            archive.relativize(bag),
            files(bag).stream().map(file -> "    " + file + "\n").collect(Collectors.joining()));
  }

  private static List<Path> files(Path bag) {
    try (Stream<Path> files = Files.walk(bag)) {
      return files.filter(Files::isRegularFile).map(bag::relativize).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the bag " + bag + " can't be listed", e);
    }
  }
}
