package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A marker that is only looked at is as good as one that is read. */
class MarkerTests {

  @TempDir Path root;
  private long nanoTime;
  private Marker marker;
  private Path file;
  private String id;

  @BeforeEach
  void create() throws IOException {
    marker = new Marker(root, new LocalDisk(), () -> nanoTime);
    file = root.resolve(".recording-archive");
    id = marker.create();
    Files.delete(file);
    Files.writeString(file, content(id));
  }

  @Test
  void isNotReadAgainOnceItHasBeenTheSameForSeconds() throws IOException {
    AtomicInteger readings = new AtomicInteger();
    Marker counted = new Marker(root, new LocalDisk(), () -> nanoTime + readings.incrementAndGet());
    counted.read();
    nanoTime += Duration.ofSeconds(4).toNanos();
    counted.read();
    assertThat(readings).hasValue(2);

    assertThat(counted.read()).contains(id);
    assertThat(counted.read()).contains(id);

    assertThat(readings).hasValue(2);
  }

  @Test
  void isReadEachTimeWhileItIsNew() throws IOException {
    AtomicInteger readings = new AtomicInteger();
    Marker counted = new Marker(root, new LocalDisk(), readings::incrementAndGet);

    counted.read();
    counted.read();
    counted.read();

    assertThat(readings).hasValue(3);
  }

  @Test
  void isReadAgainIfItIsAnotherFileOrWasChanged() throws IOException {
    settle();

    Path moved = Files.move(file, root.resolve("moved"));
    assertThat(marker.read()).isEmpty();
    FileTime modified = Files.getLastModifiedTime(moved);
    Files.writeString(file, content(other()));
    Files.setLastModifiedTime(file, modified);
    assertThat(marker.read()).contains(other());

    settle();
    Files.writeString(file, content(id));
    Files.setLastModifiedTime(file, FileTime.fromMillis(modified.toMillis() + 1));
    assertThat(marker.read()).contains(id);
  }

  private void settle() throws IOException {
    marker.read();
    nanoTime += Duration.ofSeconds(4).toNanos();
    marker.read();
  }

  private String other() {
    return "00000000" + id.substring(8);
  }

  private static String content(String id) {
    return "recording-archiver archive: keep this file\nid: " + id + "\n";
  }
}
