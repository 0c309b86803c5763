package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("all buffers of the JVM are taken")
class PiecesTests {

  @TempDir Path directory;

  /** As with many lanes. */
  @Test
  void aFileIsWrittenAndReadBySmallOnesOnceTheLargeAreTaken() throws IOException {
    DirectFiles directFiles = new DirectFiles();
    directFiles.open(directory);
    WatchedDisk disk = new WatchedDisk(directory);
    Path file = directory.resolve("file");
    byte[] bytes = new byte[Pieces.SIZE + 4097];
    new Random(1).nextBytes(bytes);
    List<ByteBuffer> taken = take(Pieces.MOST_LARGE);

    PieceWriter writer = new PieceWriter(disk, file, directFiles.areUsed());
    writer.write(bytes, 0, bytes.length);
    writer.end(bytes.length);
    writer.channel().close();

    assertThat(disk.deeds())
        .containsExactly("create file", "write", "write", "write", "write", "write");
    assertThat(file).hasBinaryContent(bytes);
    assertThat(new FileDigests(directFiles).of(file)).isEqualTo(Deliveries.digest(bytes));
    taken.forEach(Pieces::giveBack);
  }

  @Test
  void onlySoManyAreLargeAndNoneIsHadTwiceAtOnce() {
    List<ByteBuffer> taken = take(3 * Pieces.MOST_LARGE);

    assertThat(taken).extracting(ByteBuffer::capacity).containsOnly(Pieces.SIZE, Pieces.SMALL);
    assertThat(taken)
        .filteredOn(piece -> piece.capacity() == Pieces.SIZE)
        .hasSize(Pieces.MOST_LARGE);
    assertThat(taken.stream().mapToInt(System::identityHashCode).distinct().count())
        .isEqualTo(taken.size());
    taken.forEach(Pieces::giveBack);
  }

  @Test
  void whatIsTakenIsEmptyWhoeverHadItBefore() {
    List<ByteBuffer> taken = take(10);
    taken.forEach(piece -> piece.put((byte) 1).limit(2));
    taken.forEach(Pieces::giveBack);

    List<ByteBuffer> again = take(10);
    assertThat(again)
        .allSatisfy(piece -> {
          assertThat(piece.position()).isZero();
          assertThat(piece.remaining()).isEqualTo(piece.capacity());
          assertThat(piece.alignmentOffset(0, Pieces.BLOCK)).isZero();
        });
    again.forEach(Pieces::giveBack);
  }

  @Test
  void fillsABlockThatWasBegunAndNoOther() {
    ByteBuffer piece = Pieces.take();
    Pieces.fillBlock(piece);
    assertThat(piece.position()).isZero();

    piece.put((byte) 1);
    Pieces.fillBlock(piece);
    Pieces.fillBlock(piece);

    assertThat(piece.position()).isEqualTo(Pieces.BLOCK);
    assertThat(piece.get(0)).isEqualTo((byte) 1);
    assertThat(piece.get(Pieces.BLOCK - 1)).isZero();
    Pieces.giveBack(piece);
  }

  private static List<ByteBuffer> take(int count) {
    return Stream.generate(Pieces::take).limit(count).toList();
  }
}
