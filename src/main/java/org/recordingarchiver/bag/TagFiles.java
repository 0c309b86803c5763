package org.recordingarchiver.bag;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.recordingarchiver.ledger.RecordingToSeal;
import org.recordingarchiver.ledger.RecordingToSeal.SealedChunk;
import org.recordingarchiver.ledger.RecordingToSeal.SealedEvent;
import org.recordingarchiver.store.ArchiveKey;
import org.recordingarchiver.store.Sha256;

/**
 * The tag files of a bag (RFC 8493): a pure function of what the ledger knows, so that writing them
 * again after a crash gives the same bytes.
 */
final class TagFiles {

  static final String MANIFEST = "manifest-sha256.txt";
  static final String BAG_INFO = "bag-info.txt";
  static final String CALL = "call.json";
  static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
  static final String DECLARATION = "bagit.txt";

  private static final int VALUE_LENGTH = 2_000;
  private static final Pattern NOT_ON_A_LINE = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

  private final RecordingToSeal recording;
  private final byte[] call;
  private final Map<String, ProvedFile> payload;
  private final byte[] manifest;
  private final byte[] bagInfo;

  /** The files of a recording; {@code call} is what {@link #CALL} holds. */
  TagFiles(RecordingToSeal recording, byte[] call) {
    this.recording = recording;
    this.call = call.clone();
    this.payload = payload(recording);
    this.manifest = manifestOfPayload();
    this.bagInfo = bagInfoOfPayload();
  }

  byte[] declaration() {
    return utf8("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  }

  /** Digests of the payload, by path. */
  byte[] manifest() {
    return manifest.clone();
  }

  private byte[] manifestOfPayload() {
    Map<String, String> digests = new TreeMap<>();
    payload.forEach((path, file) -> digests.put(path, file.sha256()));
    return manifestOf(digests);
  }

  byte[] tagManifest() {
    Map<String, String> digests = new TreeMap<>();
    digests.put(DECLARATION, sha256(declaration()));
    digests.put(BAG_INFO, sha256(bagInfo));
    digests.put(CALL, sha256(call));
    digests.put(MANIFEST, sha256(manifest));
    return manifestOf(digests);
  }

  byte[] bagInfo() {
    return bagInfo.clone();
  }

  private byte[] bagInfoOfPayload() {
    List<String> lines = new ArrayList<>();
    long bytes = payload.values().stream().mapToLong(ProvedFile::length).sum();
    lines.add("Payload-Oxum: %d.%d".formatted(bytes, payload.size()));
    add(lines, "Bagging-Date", baggingDate());
    add(lines, "Source-Organization", recording.resource());
    add(lines, "External-Identifier", recording.recordingId());
    add(lines, "Call-Id", recording.name().callId());
    add(lines, "Server-Call-Id", recording.serverCallId());
    add(lines, "Recording-Start", Objects.toString(recording.name().startedAt(), null));
    recording.chunks().forEach(chunk -> add(lines, "Chunk", describe(chunk)));
    return utf8(String.join("\n", lines) + "\n");
  }

  private static String describe(SealedChunk chunk) {
    String state = chunk.content() == null ? "not archived: " + cause(chunk) : "archived";
    String metadata =
        chunk.content() != null && chunk.metadata() == null ? ", metadata missing" : "";
    return "%d %s %s%s".formatted(chunk.index(), chunk.documentId(), state, metadata);
  }

  private static String cause(SealedChunk chunk) {
    return chunk.status() + (chunk.cause() == null ? "" : " " + chunk.cause());
  }

  /** The day on which the last chunk was archived. */
  private @Nullable String baggingDate() {
    return recording.chunks().stream()
        .map(SealedChunk::archivedAt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(last -> LocalDate.ofInstant(last, ZoneOffset.UTC).toString())
        .orElse(null);
  }

  /** What lies in {@code data/}, by path. */
  private static Map<String, ProvedFile> payload(RecordingToSeal recording) {
    Map<String, ProvedFile> files = new TreeMap<>();
    for (SealedChunk chunk : recording.chunks()) {
      put(files, chunk.content());
      put(files, chunk.metadata());
    }
    ArchiveKey bag = BagLayout.bag(recording.name());
    for (SealedEvent event : recording.events()) {
      String key = BagLayout.event(bag, event.sha256()).value();
      put(files, new ProvedFile(event.sha256(), event.body().bytes().length, key));
    }
    return files;
  }

  private static void put(Map<String, ProvedFile> files, @Nullable ProvedFile file) {
    if (file != null) {
      files.put(path(file), file);
    }
  }

  /** Of a file of the payload, within its bag. */
  static String path(ProvedFile file) {
    return "data/" + file.key().substring(file.key().lastIndexOf('/') + 1);
  }

  private static byte[] manifestOf(Map<String, String> digests) {
    StringBuilder lines = new StringBuilder();
    digests.forEach((path, digest) -> lines.append(digest).append("  ").append(path).append('\n'));
    return utf8(lines.toString());
  }

  /** Values from outside: one line each, of bounded length. */
  private static void add(List<String> lines, String label, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      String line = NOT_ON_A_LINE.matcher(value).replaceAll(" ").strip();
      lines.add(label + ": " + line.substring(0, Math.min(VALUE_LENGTH, line.length())));
    }
  }

  static String sha256(byte[] bytes) {
    return Sha256.of(bytes).hex();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
