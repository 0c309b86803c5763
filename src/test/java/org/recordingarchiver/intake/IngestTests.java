package org.recordingarchiver.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.intake.IngestReport.Rejection;

class IngestTests {

  private final RecordingInbox inbox = new RecordingInbox();
  private final Ingest ingest = new Ingest(inbox);

  @TempDir Path directory;

  @Test
  void takesNothingInFromNothing() {
    IngestReport report = ingest.ingest(stream(""), "standard input");

    assertThat(report.events()).isZero();
    assertThat(report.rejected()).isZero();
    assertThat(inbox.ids()).isEmpty();
  }

  @Test
  void readsDirectoriesInOrderAndLeavesHiddenFilesOut() throws IOException {
    write("b.json", event("b"));
    write("a/2.json", "[" + event("a2") + "]");
    write("a/1.json", event("a1") + "\n" + event("a1b"));
    write(".hidden.json", event("hidden"));
    write(".git/x.json", event("hidden"));
    write("empty.json", "");

    IngestReport report = ingest.ingest(List.of(directory));

    assertThat(inbox.ids()).containsExactly("a1", "a1b", "a2", "b");
    assertThat(report.events()).isEqualTo(4);
    assertThat(report.otherTypes()).containsExactly(java.util.Map.entry("X", 4L));
  }

  @Test
  void unpacksGzipWhateverTheFileIsCalled() throws IOException {
    Files.write(directory.resolve("a.json"), gzip(event("a")));
    Files.write(directory.resolve("b.gz"), concatenated(gzip(event("b1")), gzip(event("b2"))));
    write("c.gz", event("c"));

    ingest.ingest(List.of(directory));

    assertThat(inbox.ids()).containsExactly("a", "b1", "b2", "c");
  }

  @Test
  void saysThatGzipIsBrokenOffAfterTakingInWhatCameBefore() throws IOException {
    byte[] whole = gzip(event("a") + "\n" + random() + "\n" + event("z"));
    Path broken = directory.resolve("broken.gz");
    Files.write(broken, Arrays.copyOf(whole, whole.length - 30));

    IngestIncompleteException e =
        catchThrowableOfType(
            IngestIncompleteException.class, () -> ingest.ingest(List.of(directory)));

    assertThat(e.report().events()).isEqualTo(1);
    assertThat(inbox.ids()).containsExactly("a");
    assertThat(e.problems()).singleElement().asString().startsWith(broken + ": ").contains("gzip");
  }

  @Test
  void followsLinksOnlyToFilesInside() throws IOException {
    write("in/a.json", event("a"));
    write("in/.data/b.json", event("b"));
    write("out.json", event("out"));
    Path in = directory.resolve("in");
    Files.createSymbolicLink(in.resolve("b.json"), in.resolve(".data/b.json"));
    Files.createSymbolicLink(in.resolve("c.json"), directory.resolve("out.json"));
    Files.createSymbolicLink(in.resolve("d"), in.resolve(".data"));

    IngestIncompleteException incomplete =
        catchThrowableOfType(IngestIncompleteException.class, () -> ingest.ingest(List.of(in)));

    assertThat(inbox.ids()).containsExactly("a", "b");
    assertThat(incomplete.problems())
        .containsExactly(
            in.resolve("c.json") + ": a link out of the directory; name its target to have it read",
            in.resolve("d") + ": not a file; a link to a directory is not followed");
  }

  @Test
  void namesWhatItCouldNotReadAfterTakingInTheRest() throws IOException {
    Path missing = directory.resolve("missing.json");
    Path file = write("a.json", event("a"));

    IngestIncompleteException incomplete =
        catchThrowableOfType(
            IngestIncompleteException.class, () -> ingest.ingest(List.of(missing, file)));

    assertThat(incomplete)
        .hasMessage("not everything was read: " + missing + ": no such file or directory");
    assertThat(incomplete.report().events()).isEqualTo(1);
    assertThat(inbox.ids()).containsExactly("a");
  }

  @Test
  void takesInWhatCameBeforeTheStreamBroke() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            throw new IOException("cable cut");
          }

          @Override
          public int read() throws IOException {
            throw new IOException("cable cut");
          }
        };
    InputStream in = new SequenceInputStream(stream(event("a") + "\n"), broken);

    assertThatThrownBy(() -> ingest.ingest(in, "standard input"))
        .isInstanceOf(IngestIncompleteException.class)
        .hasMessage("not everything was read: standard input: cable cut");
    assertThat(inbox.ids()).containsExactly("a");
  }

  @Test
  void namesThePlaceOfEveryRejectedPiece() {
    IngestReport report = ingest.ingest(stream(event("a") + "\ngarbage\n"), "standard input");

    assertThat(report.rejected()).isEqualTo(1);
    assertThat(report.rejections())
        .containsExactly(
            new Rejection(
                "standard input, line 2, byte " + (event("a").length() + 1), "not a JSON object"));
    assertThat(inbox.rejected).hasSize(1);
    assertThat(inbox.rejected.getFirst().body().bytes()).asString().isEqualTo("garbage");
  }

  @Test
  void commitsInPortions() {
    String events =
        IntStream.range(0, 1_203).mapToObj(i -> event("e" + i)).collect(Collectors.joining("\n"));

    IngestReport report = ingest.ingest(stream(events), "standard input");

    assertThat(report.events()).isEqualTo(1_203);
    assertThat(inbox.portions).extracting(List::size).containsExactlyInAnyOrder(500, 500, 203);
  }

  @Test
  void commitsEarlierWhenEventsAreLarge() {
    String large = event("x").replace("{}", "\"" + "x".repeat(3 * 1024 * 1024) + "\"");

    ingest.ingest(stream(large + large + large), "standard input");

    assertThat(inbox.portions).extracting(List::size).containsExactlyInAnyOrder(2, 1);
  }

  @Test
  void keepsAnEventThatTheDatabaseRefusesRawAndTheOthersAsEvents() {
    IngestReport report =
        ingest.ingest(stream(event("a") + event("poison") + event("b")), "standard input");

    assertThat(inbox.ids()).containsExactly("a", "b");
    assertThat(report.rejections())
        .containsExactly(new Rejection("event poison", "the database refuses it: refused"));
    assertThat(inbox.rejected.getFirst().body().bytes()).asString().isEqualTo(event("poison"));
  }

  @Test
  void countsInBoundedMemory() {
    String events =
        IntStream.range(0, 300)
            .mapToObj(i -> event("e").replace("\"X\"", "\"X" + i + "\"") + "\nbad\n")
            .collect(Collectors.joining("\n"));

    IngestReport report = ingest.ingest(stream(events), "standard input");

    assertThat(report.otherTypes()).hasSize(51).containsEntry("(more types)", 250L);
    assertThat(report.rejected()).isEqualTo(300);
    assertThat(report.rejections()).hasSize(100);
  }

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String event(String id) {
    return "{\"id\":\"" + id + "\",\"topic\":\"/t/acs\",\"eventType\":\"X\",\"data\":{}}";
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Blank for the reader, but hard to pack: the packed text is longer than one buffer. */
  private static String random() {
    Random random = new Random(7);
    return IntStream.range(0, 2_000_000)
        .mapToObj(i -> random.nextBoolean() ? " " : "\t")
        .collect(Collectors.joining());
  }
}
