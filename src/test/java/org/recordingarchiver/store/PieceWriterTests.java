package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceWriterTests {

  private static final int SIZE = Pieces.SIZE;

  @TempDir Path directory;
  private Path file;
  private WatchedDisk disk;
  private DirectFiles directFiles;

  @BeforeEach
  void open() {
    file = directory.resolve("file");
    disk = new WatchedDisk(directory);
    directFiles = new DirectFiles();
    directFiles.open(directory);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        4095,
        SIZE - 1,
        SIZE,
        SIZE + 1,
        SIZE + 4095,
        SIZE + 4096,
        SIZE + 4097,
        2 * SIZE,
        2 * SIZE + 1,
        3 * SIZE + 12345
      })
  void keepsEachByteOfAFileOfAnyLength(int length) throws IOException {
    byte[] bytes = random(length);

    for (boolean direct : new boolean[] {false, directFiles.areUsed()}) {
      PieceWriter writer = new PieceWriter(disk, file, direct);
      for (int at = 0; at < length; at += 65_000) {
        writer.write(bytes, at, Math.min(65_000, length - at));
      }
      end(writer, length);

      assertThat(file).hasBinaryContent(bytes);
      assertThat(new FileDigests(directFiles).of(file)).isEqualTo(Deliveries.digest(bytes));
      Files.delete(file);
    }
  }

  @Test
  void takesMoreThanAPieceAtOnce() throws IOException {
    byte[] bytes = random(2 * SIZE + 5000);

    PieceWriter writer = new PieceWriter(disk, file, directFiles.areUsed());
    writer.write(bytes, 100, bytes.length - 100);
    end(writer, bytes.length - 100L);

    assertThat(file).hasBinaryContent(Arrays.copyOfRange(bytes, 100, bytes.length));
  }

  @Test
  void nothingOfALongTryIsLeftInAShortOne() throws IOException {
    PieceWriter writer = new PieceWriter(disk, file, directFiles.areUsed());
    writer.write(random(3 * SIZE), 0, 3 * SIZE);
    writer.restart();
    writer.write(new byte[] {1, 2, 3}, 0, 3);
    end(writer, 3);

    assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
  }

  @Test
  void nothingOfAShortTryIsLeftInALongOne() throws IOException {
    byte[] bytes = random(SIZE + 1);

    PieceWriter writer = new PieceWriter(disk, file, directFiles.areUsed());
    writer.write(new byte[] {1, 2, 3}, 0, 3);
    writer.restart();
    writer.write(bytes, 0, bytes.length);
    end(writer, bytes.length);

    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void aLongFileThatIsDroppedLeavesNothing() throws IOException {
    PieceWriter writer = new PieceWriter(disk, file, directFiles.areUsed());
    writer.write(random(2 * SIZE), 0, 2 * SIZE);
    assertThat(file).exists();

    writer.discard();

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void makesNoFileBeforeItsFirstPieceIsFull() throws IOException {
    PieceWriter writer = new PieceWriter(disk, file, false);
    writer.write(random(Pieces.SMALL), 0, Pieces.SMALL);
    assertThat(disk.deeds()).isEmpty();

    writer.discard();

    assertThat(disk.deeds()).isEmpty();
  }

  /** So that none is left to the end of a recording that is longer than a slow disk is patient. */
  @Test
  void syncsALongFileByTheWay() throws IOException {
    byte[] piece = random(SIZE);
    int pieces = 128 * 1024 * 1024 / SIZE;

    for (boolean direct : new boolean[] {false, directFiles.areUsed()}) {
      PieceWriter writer = new PieceWriter(disk, file, direct);
      for (int i = 0; i <= pieces; i++) {
        writer.write(piece, 0, SIZE);
      }
      end(writer, (pieces + 1L) * SIZE);

      assertThat(Collections.frequency(disk.deeds(), "sync file")).isEqualTo(2);
      assertThat(Files.size(file)).isEqualTo((pieces + 1L) * SIZE);
      Files.delete(file);
    }
  }

  private static void end(PieceWriter writer, long length) throws IOException {
    writer.end(length);
    try (FileChannel channel = writer.channel()) {
      assertThat(channel.size()).isEqualTo(length);
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
