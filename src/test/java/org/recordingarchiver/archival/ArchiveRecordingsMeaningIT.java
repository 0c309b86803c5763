package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Fault;
import org.recordingarchiver.simulator.Part;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.SharedArchivers;
import org.recordingarchiver.support.TestArchiver;

/** L3 and L4: what arrives whole and yet is not the recording that it should be. */
class ArchiveRecordingsMeaningIT {

  @RegisterExtension private static final SharedArchivers archivers = new SharedArchivers();

  private static final AcsSimulator simulator = archivers.simulator();
  private static final Path home = archivers.home();

  @SuppressWarnings("NullAway.Init") // each test takes one with its settings
  private TestArchiver archiver;

  private void usual() {
    with(Map.of());
  }

  private void with(Map<String, String> settings) {
    archiver = archivers.with(settings);
  }

  private static byte[] wav() {
    return Payload.wav(1, Duration.ofSeconds(2), 7).bytes();
  }

  private static byte[] cutWav() {
    return Arrays.copyOf(wav(), 5_000);
  }

  private static Payload metadata(String document, String millis) {
    String text =
        """
        {"chunkDocumentId": "%s", "chunkIndex": 0, "chunkDuration": %s, "pauseResumeIntervals": [],
         "recordingInfo": {"contentType": "mixed", "channelType": "audio", "format": "wav"}}
        """
            .formatted(document, millis);
    return Payload.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private void serve(String document, byte[] content) {
    simulator.put(document, Payload.of(content), metadata(document, "2000.0"));
  }

  private void announce(String document) {
    announce(document, archiver.now().minus(Duration.ofMinutes(5)));
  }

  private void announce(String document, Instant at) {
    archiver.announce("recording of " + document, at, document);
  }

  private String chunk(String columns) {
    return archiver.value(
        "select concat_ws(' ', " + columns + ") from chunk order by id desc limit 1");
  }

  private List<Path> files(String directory) {
    Path from = home.resolve("archive").resolve(directory);
    if (!Files.exists(from)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(from)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> payload(String ending) {
    return files("").stream()
        .filter(file -> file.toString().endsWith(ending))
        .filter(file -> !file.toString().contains("/quarantine/"))
        .toList();
  }

  @Test
  void provesAWholeRecordingToTheThirdLevel() {
    usual();
    serve("doc-1", wav());
    announce("doc-1");

    archiver.archive();

    assertThat(chunk("status, proof_level, total_confirmed, proof_warning"))
        .isEqualTo("SOURCE_DELETED L3 t");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsDamagedMediaInQuarantineAndItsSourceToo(boolean lengthNamed) throws IOException {
    usual();
    serve("doc-1", cutWav());
    if (!lengthNamed) {
      simulator.always("doc-1", Part.CONTENT, new Fault.NoLength());
    }
    announce("doc-1");

    RunResult result = archiver.archive();

    assertThat(result.status()).isEqualTo(RunResult.Status.FAILED);
    assertThat(chunk("status, cause")).isEqualTo("QUEUED MEDIA_DAMAGED");
    assertThat(payload(".wav")).isEmpty();
    List<Path> kept = files("quarantine");
    assertThat(kept).hasSize(2);
    assertThat(kept.getLast()).hasBinaryContent(cutWav());
    assertThat(archiver.value("select string_agg(part, ' ' order by part) from quarantined_file"))
        .isEqualTo("CONTENT METADATA");
    assertThat(archiver.value("select key from quarantined_file where part = 'CONTENT'"))
        .isEqualTo(home.resolve("archive").relativize(kept.getLast()).toString());
    assertThat(simulator.holds("doc-1")).isTrue();
  }

  @Test
  void aDamagedChunkFailsAfterItsAttemptsAndIsKeptOnce() {
    with(Map.of("archiver.retry.attempts", "3"));
    serve("doc-1", cutWav());
    announce("doc-1");

    runUntil("FAILED");

    assertThat(chunk("cause")).isEqualTo("MEDIA_DAMAGED");
    assertThat(archiver.value("select count(*) >= 3 from attempt")).isEqualTo("true");
    assertThat(chunk("message")).contains("kept as quarantine/");
    assertThat(files("quarantine")).hasSize(2);
  }

  @Test
  void archivesWhatComesWholeAfterItCameDamaged() {
    usual();
    serve("doc-1", cutWav());
    announce("doc-1");
    archiver.archive();

    serve("doc-1", wav());
    runUntil("SOURCE_DELETED");

    assertThat(payload(".wav").getFirst()).hasBinaryContent(wav());
  }

  @Test
  void aDamagedCopyIsNotLostWhenItsSourceIsGone() {
    with(Map.of("archiver.retry.attempts", "1"));
    serve("doc-1", cutWav());
    announce("doc-1", archiver.now().minus(Duration.ofHours(27)));
    archiver.archive();
    archiver.rows().sql("delete from quarantined_file").update();
    archiver.rows().sql("update chunk set not_before = now()").update();
    simulator.expire("doc-1");

    archiver.archive();

    assertThat(chunk("status, cause")).isEqualTo("FAILED MEDIA_DAMAGED");
    assertThat(archiver.value("select count(*) from quarantined_file")).isEqualTo("1");
  }

  @Test
  void warnsOnlyIfToldTo() {
    with(Map.of("archiver.verify.media", "warn"));
    serve("doc-1", cutWav());
    announce("doc-1");

    archiver.archive();

    assertThat(chunk("status, proof_level")).isEqualTo("SOURCE_DELETED L2");
    assertThat(chunk("proof_warning")).contains("content: ");
    assertThat(payload(".wav").getFirst()).hasBinaryContent(cutWav());
  }

  @Test
  void neverDeletesADamagedOneWhoseLengthNobodyNamed() {
    with(Map.of("archiver.verify.media", "warn"));
    serve("doc-1", cutWav());
    simulator.always("doc-1", Part.CONTENT, new Fault.NoLength());
    announce("doc-1");

    archiver.archive();

    assertThat(chunk("status, kept_because")).isEqualTo("ARCHIVED TOO_LITTLE_PROOF");
  }

  @Test
  void fetchesASecondTimeIfToldTo() {
    with(Map.of("archiver.verify.second-fetch", "always"));
    serve("doc-1", wav());
    announce("doc-1");

    archiver.archive();

    assertThat(chunk("status, proof_level")).isEqualTo("SOURCE_DELETED L4");
    assertThat(gets("/content/video")).isEqualTo(2);
    assertThat(gets("/content/acsmetadata")).isEqualTo(2);
  }

  @Test
  void believesNeitherOfTwoFetchesThatDiffer() {
    with(Map.of("archiver.verify.second-fetch", "always"));
    serve("doc-1", wav());
    byte[] flipped = wav();
    flipped[flipped.length / 2] ^= 1;
    simulator.once(
        "doc-1",
        Part.CONTENT,
        new Fault.Respond(200, Map.of(), new String(flipped, StandardCharsets.ISO_8859_1)));
    announce("doc-1");

    archiver.archive();

    assertThat(chunk("status, cause")).isEqualTo("QUEUED TRUNCATED");
    assertThat(chunk("message")).contains("two fetches differ");

    runUntil("SOURCE_DELETED");
    assertThat(payload(".wav").getFirst()).hasBinaryContent(wav());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "[1]",
        "{\"title\": \"Forbidden\", \"status\": 403, \"traceId\": \"7\"}",
        "{\"chunkDocumentId\": \"doc-2\"}",
        "{\"chunkIndex\": 1}",
        "{\"recordingInfo\": {\"format\": \"mp4\"}}",
        "{\"chunkDocumentId\": \"doc-1\", \"cut",
      })
  void archivesContentWithoutMetadataThatIsNotItsOwn(String document) {
    with(Map.of("archiver.retry.attempts", "2"));
    simulator.put(
        "doc-1", Payload.of(wav()), Payload.of(document.getBytes(StandardCharsets.UTF_8)));
    announce("doc-1");

    archiver.archive();
    assertThat(chunk("status, cause")).isEqualTo("QUEUED METADATA_MISMATCH");

    runUntil("ARCHIVED");
    assertThat(chunk("kept_because, metadata_sha256")).isEqualTo("METADATA_MISSING");
    assertThat(payload(".acsmetadata.json")).isEmpty();
    assertThat(files("quarantine"))
        .hasSize(1)
        .first()
        .satisfies(kept -> assertThat(kept).hasContent(document));
    assertThat(simulator.holds("doc-1")).isTrue();
  }

  @Test
  void notesDurationsThatDisagree() {
    usual();
    simulator.put("doc-1", Payload.of(wav()), metadata("doc-1", "60000.0"));
    announce("doc-1");

    archiver.archive();

    assertThat(chunk("status")).isEqualTo("SOURCE_DELETED");
    assertThat(chunk("proof_warning"))
        .isEqualTo(
            "plays 2.000 s, its metadata says chunkDuration 60.000 s less pauses of 0.000 s");
  }

  @Test
  void wantsMoreProofOfAShortOneWhoseLengthNobodyNamed() {
    usual();
    simulator.put("doc-1", Payload.of(wav()), metadata("doc-1", "60000.0"));
    simulator.always("doc-1", Part.CONTENT, new Fault.NoLength());
    announce("doc-1");

    archiver.archive();

    assertThat(chunk("status, kept_because")).isEqualTo("ARCHIVED TOO_LITTLE_PROOF");
  }

  @Test
  void quarantinesWhatIsAnotherFormatThanSaid() {
    usual();
    String mp4 = "{\"recordingInfo\": {\"format\": \"mp4\"}}";
    simulator.put("doc-1", Payload.of(wav()), Payload.of(mp4.getBytes(StandardCharsets.UTF_8)));
    announce("doc-1");
    archiver.rows().sql("update recording set format_type = 'Mp4'").update();

    archiver.archive();

    assertThat(chunk("status, cause")).isEqualTo("QUEUED MEDIA_DAMAGED");
    assertThat(files("quarantine")).hasSize(2);
  }

  @Test
  void sendsAPausedResourceOneProbeInTheNextRun() {
    usual();
    for (int i = 0; i < 20; i++) {
      serve("doc-" + i, wav());
      simulator.times(2, "doc-" + i, Part.METADATA, Fault.unauthorized());
      announce("doc-" + i);
    }
    RunResult paused = archiver.archive();
    assertThat(paused.message()).contains("paused: " + simulator.resource());
    archiver.rows().sql("update chunk set not_before = now()").update();
    for (int i = 0; i < 20; i++) {
      simulator.times(2, "doc-" + i, Part.METADATA, Fault.unauthorized());
    }
    int before = simulator.journal().size();

    RunResult probed = archiver.archive();

    assertThat(probed.status()).isEqualTo(RunResult.Status.FAILED);
    assertThat(simulator.journal().size() - before).isEqualTo(2);

    for (int i = 0; i < 20; i++) {
      simulator.put("doc-" + i, Payload.of(wav()), metadata("doc-" + i, "2000.0"));
    }
    runUntil("SOURCE_DELETED");
    assertThat(archiver.value("select count(*) from paused_resource")).isEqualTo("0");
  }

  /** Runs until every chunk has this status, 20 times at most. */
  private void runUntil(String status) {
    for (int runs = 0; runs < 20; runs++) {
      archiver.rows().sql("update chunk set not_before = now() where status = 'QUEUED'").update();
      archiver.archive();
      if (archiver
          .value("select count(*) from chunk where status <> '" + status + "'")
          .equals("0")) {
        return;
      }
    }
    assertThat(
            archiver.value(
                "select string_agg(status || ' ' || coalesce(message, ''), '; ') from chunk"))
        .isEqualTo(status);
  }

  private long gets(String ending) {
    return simulator.journal().stream()
        .filter(request -> request.method().equals("GET"))
        .filter(request -> request.path().endsWith(ending))
        .count();
  }
}
