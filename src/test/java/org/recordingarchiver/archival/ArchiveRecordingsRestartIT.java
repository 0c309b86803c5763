package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.recordingarchiver.ledger.Decision;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.Thorough;

/** A run is killed between any two writes; the next one puts it right without a person. */
class ArchiveRecordingsRestartIT {

  private static final Map<String, String> SETTINGS = Map.of("archiver.archive.lanes", "2");

  @TempDir private static Path home;

  private static MortalRuns runs;
  private static AcsSimulator simulator;
  private static TestArchiver archiver;
  private static int names;

  private final String doc = "restart-" + ++names;

  @BeforeAll
  static void start() {
    runs = new MortalRuns(home, SETTINGS);
    simulator = runs.simulator();
    archiver = runs.archiver();
  }

  @AfterAll
  static void stop() {
    runs.close();
  }

  @AfterEach
  void forget() {
    archiver.forgetAll();
  }

  private static String value(String sql) {
    return archiver.value(sql);
  }

  private long deletes() {
    return runs.deletesOf(doc);
  }

  private static byte[] wav() {
    return Payload.wav(1, Duration.ofMillis(200), names).bytes();
  }

  private void announce(byte[] content) {
    simulator.put(
        doc,
        Payload.of(content),
        Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8)));
    archiver.announce("recording of " + doc, archiver.now(), doc);
  }

  static List<Arguments> pointsOfTheWriteOrder() {
    return Thorough.cases(
        List.of(
            arguments("after lookAndReadBack .*/data/chunk.*wav", "CLAIMED", 0),
            arguments("before replace .*/tagmanifest.*", "ARCHIVED", 0),
            arguments("after delete .*", "ARCHIVED", 1)),
        List.of(
            arguments("before replace .*/call.json.*", "ARCHIVED", 0),
            arguments("before delete .*", "ARCHIVED", 0)));
  }

  @ParameterizedTest
  @MethodSource("pointsOfTheWriteOrder")
  void theNextRunPutsRightWhatAKilledOneLeft(String point, String left, int deleted)
      throws IOException {
    byte[] bytes = wav();
    announce(bytes);

    assertThat(runs.until(point)).isEqualTo(MortalRuns.KILLED);

    assertThat(value("select status from chunk")).isEqualTo(left);
    assertThat(deletes()).isEqualTo(deleted);
    runs.makeHeartbeatsOld();
    archiver.archive();
    assertThat(value("select status from chunk")).isEqualTo("SOURCE_DELETED");
    assertThat(value("select string_agg(distinct status, ',') from recording")).isEqualTo("SEALED");
    assertThat(value("select status || exit_code from batch_job_execution order by 1 desc limit 1"))
        .isEqualTo("FAILEDFAILED");
    assertThat(
            value(
                "select count(*) from batch_step_execution where status not in ('COMPLETED', 'FAILED')"))
        .isEqualTo("0");
    assertThat(copies()).singleElement().satisfies(it -> assertThat(it).hasBinaryContent(bytes));
  }

  static List<String> pointsOfAQuarantine() {
    return Thorough.cases(
        List.of("after quarantine .*acsmetadata.*", "after quarantine .*wav"),
        List.of("before quarantine .*acsmetadata.*", "after lookAndReadBack quarantine.*wav"));
  }

  /** Damaged: kept apart before the ledger says so, and once however often it is tried. */
  @ParameterizedTest
  @MethodSource("pointsOfAQuarantine")
  void theNextRunKeepsADamagedOneApartOnce(String point) throws IOException {
    byte[] whole = wav();
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    announce(cut);

    assertThat(runs.until(point)).isEqualTo(MortalRuns.KILLED);

    assertThat(value("select status from chunk")).isEqualTo("CLAIMED");
    runs.makeHeartbeatsOld();
    archiver.archive();
    assertThat(value("select status || ' ' || cause from chunk")).isEqualTo("QUEUED MEDIA_DAMAGED");
    assertThat(value("select count(*) from quarantined_file")).isEqualTo("2");
    String key = value("select key from quarantined_file where part = 'CONTENT'");
    Path kept = home.resolve("archive").resolve(key);
    assertThat(kept).hasBinaryContent(cut);
    try (Stream<Path> beside = Files.list(kept.getParent())) {
      assertThat(beside).hasSize(2);
    }
    assertThat(deletes()).isZero();
  }

  static List<String> pointsOfAnAcceptance() {
    return Thorough.cases(
        List.of("after release .*wav.*"),
        List.of("before release .*wav.*", "before clearQuarantine .*wav.*"));
  }

  /** Whether it was accepted or not, saying so again makes it so, once. */
  @ParameterizedTest
  @MethodSource("pointsOfAnAcceptance")
  void anAcceptanceThatWasKilledIsSaidAgain(String point) throws Exception {
    byte[] whole = wav();
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    announce(cut);
    archiver.archive();
    long chunk = Long.parseLong(value("select id from chunk"));

    assertThat(runs.until(point, "-Darchiver.test.accept=" + chunk)).isEqualTo(MortalRuns.KILLED);
    runs.makeHeartbeatsOld();
    List<String> keys =
        archiver
            .bean(Acceptances.class)
            .accept(List.of(chunk), new Decision.Made("kim@desk", "it plays well enough"));
    archiver.archive();

    assertThat(home.resolve("archive").resolve(keys.getFirst())).hasBinaryContent(cut);
    assertThat(value("select status || ' ' || proof_level from chunk"))
        .isEqualTo("ARCHIVED ACCEPTED");
    assertThat(value("select count(*) from decision")).isEqualTo("1");
    assertThat(value("select status from recording")).isEqualTo("SEALED");
    try (BagVerifier verifier = new BagVerifier()) {
      verifier.isValid(new BagReader().read(home.resolve("archive").resolve(bag())), false);
    }
    assertThat(deletes()).isZero();
  }

  static List<String> pointsOfARefresh() {
    return Thorough.cases(
        List.of("after replace .*/call.json.*"),
        List.of("before replace .*/call.json.*", "after replace .*/tagmanifest.*"));
  }

  /** The bag of a recording whose source is gone: only what lies here can make it whole again. */
  @ParameterizedTest
  @MethodSource("pointsOfARefresh")
  void theNextRunFinishesTheRefreshOfABag(String point) throws Exception {
    announce(wav());
    archiver.archive();
    archiver.ingest(CallEventTexts.participantAdded(simulator.resource(), doc, "Robin"));

    assertThat(runs.until(point)).isEqualTo(MortalRuns.KILLED);
    runs.makeHeartbeatsOld();
    archiver.archive();

    Path bag = home.resolve("archive").resolve(bag());
    try (BagVerifier verifier = new BagVerifier()) {
      verifier.isValid(new BagReader().read(bag), false);
    }
    assertThat(bag.resolve("call.json")).content().contains("Robin");
    assertThat(value("select status || to_seal from recording")).isEqualTo("SEALEDfalse");
    assertThat(deletes()).isEqualTo(1);
  }

  private static List<Path> copies() {
    try (Stream<Path> files = Files.walk(home.resolve("archive").resolve(bag()))) {
      return files.filter(file -> file.toString().endsWith(".wav")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String bag() {
    return value("select regexp_replace(content_key, '/data/.*', '') from archive_copy limit 1");
  }
}
