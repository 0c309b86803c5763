package org.recordingarchiver.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked for when a DELETE arrives is missed when it is not there. */
class ArchiveTests {

  private final Source source = new Source(1, new Random(1));
  private final Served served = source.chunks().values().iterator().next();
  private final Path root;
  private final Path bag;

  ArchiveTests(@TempDir Path root) {
    String call = served.recording().callId().toString().substring(0, 8);
    this.root = root;
    this.bag = root.resolve("2026/01/05/20260105T070000Z-" + call + "-3f9a1c27b4d0");
  }

  @BeforeEach
  void archive() throws IOException {
    Files.createDirectories(bag.resolve("data"));
    Files.write(bag.resolve("data/chunk-0000-5b1e77a0.wav"), served.content());
    Files.write(bag.resolve("data/chunk-0000-5b1e77a0.acsmetadata.json"), served.metadata());
    Files.writeString(
        bag.resolve("manifest-sha256.txt"),
        "%s  data/chunk-0000-5b1e77a0.wav\n%s  data/chunk-0000-5b1e77a0.acsmetadata.json\n"
            .formatted(Archive.sha256(served.content()), Archive.sha256(served.metadata())));
    Files.writeString(bag.resolve("bagit.txt"), "BagIt-Version: 1.0\n");
  }

  @AfterEach
  void close() {
    source.close();
  }

  private String reason() {
    return String.valueOf(new Archive(root).whyNotToDelete(served));
  }

  @Test
  void allIsThere() {
    assertThat(reason()).isEqualTo("null");
  }

  @Test
  void theBagIsNotSealed() throws IOException {
    Files.delete(bag.resolve("bagit.txt"));

    assertThat(reason()).endsWith(" is not sealed");
  }

  @Test
  void theContentIsNotEqual() throws IOException {
    Files.write(bag.resolve("data/chunk-0000-5b1e77a0.wav"), new byte[10]);

    assertThat(reason()).endsWith(" holds no equal content that its manifest names");
  }

  @Test
  void theMetadataIsMissing() throws IOException {
    Files.delete(bag.resolve("data/chunk-0000-5b1e77a0.acsmetadata.json"));

    assertThat(reason()).endsWith(" holds no equal metadata that its manifest names");
  }

  @Test
  void theManifestDoesNotNameThem() throws IOException {
    Files.writeString(bag.resolve("manifest-sha256.txt"), "");

    assertThat(reason()).endsWith(" holds no equal content that its manifest names");
  }

  @Test
  void thereAreTwoBags() throws IOException {
    Files.createDirectories(bag.resolveSibling(bag.getFileName() + "0"));

    assertThat(reason()).isEqualTo("it lies in 2 bags");
  }
}
