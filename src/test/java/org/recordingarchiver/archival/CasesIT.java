package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.recordingarchiver.ledger.CaseException;
import org.recordingarchiver.ledger.Cases;
import org.recordingarchiver.ledger.Decision;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Fault;
import org.recordingarchiver.simulator.Part;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.SharedArchivers;
import org.recordingarchiver.support.TestArchiver;

/** A person decides about chunks in trouble. */
class CasesIT {

  private static final Decision.Made MADE = new Decision.Made("kim@desk", "it plays well enough");

  @RegisterExtension private static final SharedArchivers archivers = new SharedArchivers();

  private static final AcsSimulator simulator = archivers.simulator();
  private static final Path home = archivers.home();
  private final TestArchiver archiver = archivers.with(Map.of("archiver.retry.attempts", "1"));

  private static byte[] damaged() {
    return Arrays.copyOf(Payload.wav(1, Duration.ofSeconds(2), 7).bytes(), 5_000);
  }

  private long archiveDamaged(String document) {
    simulator.put(
        document,
        Payload.of(damaged()),
        Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8)));
    archiver.announce("recording of " + document, archiver.now(), document);
    archiver.archive();
    assertThat(chunk("status || ' ' || cause")).isEqualTo("FAILED MEDIA_DAMAGED");
    return Long.parseLong(chunk("id"));
  }

  private String chunk(String column) {
    return archiver.value("select " + column + " from chunk order by id desc limit 1");
  }

  private List<String> accept(Long... chunks) {
    return archiver.bean(Acceptances.class).accept(List.of(chunks), MADE);
  }

  private void acknowledge(Long... chunks) {
    archiver.bean(Cases.class).acknowledge(List.of(chunks), MADE);
  }

  @Test
  void anAcceptedCopyLiesInAValidBagAndItsSourceStays() throws Exception {
    long chunk = archiveDamaged("doc-1");
    Path quarantined =
        home.resolve("archive")
            .resolve(archiver.value("select key from quarantined_file where part = 'CONTENT'"));

    List<String> keys = accept(chunk);
    archiver.archive();

    Path kept = home.resolve("archive").resolve(keys.getFirst());
    assertThat(kept).hasBinaryContent(damaged());
    assertThat(quarantined).doesNotExist();
    assertThat(chunk("status || ' ' || proof_level || ' ' || kept_because"))
        .isEqualTo("ARCHIVED ACCEPTED ACCEPTED");
    assertThat(chunk("proof_warning")).contains("content: ");
    assertThat(simulator.holds("doc-1")).isTrue();
    Path bag = home.resolve("archive").resolve(keys.getFirst().replaceAll("/data/.*", ""));
    try (BagVerifier verifier = new BagVerifier()) {
      verifier.isValid(new BagReader().read(bag), false);
    }
    assertThat(
            archiver.value(
                "select kind || ' ' || status || ' ' || decided_by || ' ' || reason from decision"))
        .isEqualTo("ACCEPTED FAILED kim@desk it plays well enough");
    assertThat(bag.resolve("data").toFile().list()).hasSize(3);
  }

  @Test
  void acceptsSeveralAndSkipsWhatWasAcceptedBefore() {
    long one = archiveDamaged("doc-1");
    List<String> first = accept(one);
    long two = archiveDamaged("doc-2");

    List<String> both = accept(two, one);

    assertThat(both).hasSize(2).last().isEqualTo(first.getFirst());
    assertThat(accept(one, two)).containsExactly(both.getLast(), both.getFirst());
    assertThat(archiver.value("select count(*) from decision")).isEqualTo("2");
    assertThat(archiver.value("select string_agg(distinct status, ',') from chunk"))
        .isEqualTo("ARCHIVED");
  }

  @Test
  void acceptsNoneIfAnotherRunHoldsOneOfThem() throws Exception {
    long one = archiveDamaged("doc-1");
    long two = archiveDamaged("doc-2");
    try (Connection other = archiver.connection()) {
      other.setAutoCommit(false);
      other.createStatement().execute("select 1 from chunk where id = " + two + " for update");
      assertRefusesAll("in the hands of another run: chunk " + two, one, two);
      other.rollback();
    }
  }

  private void assertRefusesAll(String message, Long... chunks) {
    String all =
        "select string_agg(id || status || cause || coalesce(holder, 0), ',' order by id) from chunk";
    String before = archiver.value(all);

    assertThatThrownBy(() -> accept(chunks))
        .isInstanceOf(CaseException.class)
        .hasMessageContaining(message);

    assertThat(archiver.value(all)).isEqualTo(before);
    assertThat(archiver.value("select count(*) from decision")).isEqualTo("0");
  }

  @Test
  void acceptsNoneIfOtherBytesLieWhereOneOfThemIsToGo() throws IOException {
    long one = archiveDamaged("doc-1");
    long two = archiveDamaged("doc-2");
    String key =
        archiver.value(
            "select key from quarantined_file where part = 'CONTENT' and chunk = " + two);
    Path name = home.resolve("archive").resolve(key.replaceFirst("^quarantine/", ""));
    Files.createDirectories(name.getParent());
    Files.writeString(name, "other bytes");

    assertRefusesAll("has other bytes", one, two);
  }

  @Test
  void aCopyThatNobodyAcceptedIsNotFoundInTheBag() throws IOException {
    long chunk = archiveDamaged("doc-1");
    String key = archiver.value("select key from quarantined_file where part = 'CONTENT'");
    Path archive = home.resolve("archive");
    Path bag = archive.resolve(key.replaceFirst("^quarantine/", ""));
    Files.createDirectories(bag.getParent());
    Files.createLink(bag, archive.resolve(key));
    simulator.expire("doc-1");
    archiver
        .rows()
        .sql("update chunk set not_before = now(), expires_at = now(), lost_after = now()")
        .update();

    archiver.archive();

    assertThat(chunk("status || ' ' || cause")).isEqualTo("FAILED MEDIA_DAMAGED");
    assertThat(accept(chunk)).containsExactly(archive.relativize(bag).toString());
    assertThat(chunk("status || ' ' || proof_level")).isEqualTo("ARCHIVED ACCEPTED");
  }

  @Test
  void refusesWhatIsNotInQuarantine() {
    assertThatThrownBy(() -> accept(99L))
        .isInstanceOf(CaseException.class)
        .hasMessageContaining("there is no chunk 99");

    simulator.always("doc-1", Part.CONTENT, Fault.notFound());
    archiver.announce("recording-1", archiver.now(), "doc-1");
    archiver.archive();

    long chunk = Long.parseLong(chunk("id"));
    assertThatThrownBy(() -> accept(chunk))
        .isInstanceOf(CaseException.class)
        .hasMessageContaining("has no copy in quarantine");
  }

  @Test
  void refusesACopyThatChangedInQuarantine() throws IOException {
    long chunk = archiveDamaged("doc-1");
    Path quarantined =
        home.resolve("archive")
            .resolve(archiver.value("select key from quarantined_file where part = 'CONTENT'"));
    Files.delete(quarantined);
    Files.writeString(quarantined, "something else");

    assertThatThrownBy(() -> accept(chunk))
        .isInstanceOf(CaseException.class)
        .hasMessageContaining("is not what was kept there");

    assertThat(archiver.value("select count(*) from archive_copy")).isEqualTo("0");
    assertThat(archiver.value("select count(*) from holder where ended_at is null")).isEqualTo("0");
  }

  @Test
  void whatWasAcknowledgedNoLongerAlarmsUntilItIsLost() {
    long chunk = archiveDamaged("doc-1");

    acknowledge(chunk);

    assertThat(chunk("acknowledged_by || ': ' || acknowledged_why"))
        .isEqualTo("kim@desk: it plays well enough");
    assertThatThrownBy(() -> acknowledge(chunk))
        .isInstanceOf(CaseException.class)
        .hasMessageContaining("acknowledged already, by kim@desk");
    archiver.rows().sql("delete from quarantined_file").update();
    archiver
        .rows()
        .sql("update chunk set not_before = now(), expires_at = now(), lost_after = now()")
        .update();
    deleteQuarantine();
    simulator.expire("doc-1");
    archiver.archive();
    assertThat(chunk("status || ' ' || (acknowledged_at is null)")).isEqualTo("LOST true");
    assertThat(archiver.value("select string_agg(kind || ' ' || status, ',') from decision"))
        .isEqualTo("ACKNOWLEDGED FAILED");
  }

  @Test
  void acknowledgesAllOfThemOrNone() {
    long chunk = archiveDamaged("doc-1");

    assertThatThrownBy(() -> acknowledge(chunk, 99L))
        .isInstanceOf(CaseException.class)
        .hasMessageContaining("there is no chunk 99")
        .hasMessageEndingWith("nothing was changed");

    assertThat(chunk("acknowledged_at is null")).isEqualTo("true");
  }

  @Test
  void archivedOnesNeedNoWord() {
    simulator.put("doc-1", Payload.wav(1, Duration.ofSeconds(1), 1));
    archiver.announce("recording-1", archiver.now(), "doc-1");
    archiver.archive();
    long chunk = Long.parseLong(chunk("id"));

    assertThatThrownBy(() -> acknowledge(chunk))
        .isInstanceOf(CaseException.class)
        .hasMessageContaining("only FAILED and LOST ones");
    assertThatThrownBy(() -> accept(chunk)).isInstanceOf(CaseException.class);
  }

  private void deleteQuarantine() {
    try (Stream<Path> files = Files.walk(home.resolve("archive/quarantine"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
