package org.recordingarchiver.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.AnnouncedChunk;
import org.recordingarchiver.ledger.AnnouncedRecording;
import org.recordingarchiver.ledger.CallReport;
import org.recordingarchiver.ledger.CallReport.Stay;
import org.recordingarchiver.ledger.InboxDatabase;
import org.recordingarchiver.ledger.RawBody;
import org.recordingarchiver.ledger.ReceivedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A ledger into which events come, and whose chunks a run has worked on. */
final class FindLedger {

  static final Instant START = Instant.parse("2026-01-05T07:00:00Z");
  private static final String SHA = "a".repeat(64);

  private final InboxDatabase database = new InboxDatabase();
  private final JdbcClient jdbc = database.jdbc();

  FindLedger() {
    jdbc.sql("insert into holder (host, pid) values ('here', 1)").update();
    jdbc.sql("insert into archive_store (id, location) values ('store', '/archive')").update();
  }

  RecordingFinder finder() {
    return new RecordingFinder(jdbc);
  }

  /** Of one chunk, in a call whose ids are made of the name. */
  void recording(String id, @Nullable Instant start, @Nullable Long durationMs) {
    recording("acs", id, "call of " + id, "server call of " + id, start, durationMs, 1);
  }

  void recording(String id) {
    recording(id, START, 60_000L);
  }

  void recording(
      String resource,
      String id,
      @Nullable String callId,
      @Nullable String serverCallId,
      @Nullable Instant start,
      @Nullable Long durationMs,
      int chunks) {
    List<AnnouncedChunk> announced =
        IntStream.range(0, chunks)
            .mapToObj(n ->
                new AnnouncedChunk(
                    "d%d of %s".formatted(n, id), n, null, "https://s/c", "https://s/m", null))
            .toList();
    AnnouncedRecording recording =
        new AnnouncedRecording(
            resource,
            id,
            callId,
            serverCallId,
            start,
            durationMs,
            "audio",
            "mixed",
            "wav",
            null,
            announced);
    accept("recording " + id, recording, null);
  }

  /** The call of {@link #recording(String)} in which these took part. */
  void callOf(String recording, Stay... stays) {
    call("acs", "server call of " + recording, "call of " + recording, stays);
  }

  void call(
      String resource, @Nullable String serverCallId, @Nullable String callId, Stay... stays) {
    CallReport call =
        new CallReport(
            resource,
            serverCallId,
            callId,
            null,
            null,
            null,
            null,
            null,
            START,
            "8:acs:starter",
            START.plusSeconds(60),
            60.5,
            "0 bye",
            null,
            List.of(stays));
    accept("call " + resource + serverCallId + callId + Arrays.toString(stays), null, call);
  }

  static Stay person(String rawId, @Nullable String name) {
    return stay(null, rawId, null, name, START);
  }

  static Stay phone(String number, @Nullable String name) {
    return stay(null, "4:" + number, number, name, START);
  }

  static Stay stay(
      @Nullable String participantId,
      String rawId,
      @Nullable String phoneNumber,
      @Nullable String name,
      @Nullable Instant added) {
    return new Stay(participantId, rawId, "kind", phoneNumber, "Caller", name, "web", added, added);
  }

  void failed(String document) {
    claimed(document);
    set(document, "status = 'FAILED', holder = null, cause = 'NOT_MEDIA', message = 'odd bytes'");
  }

  void lost(String document) {
    claimed(document);
    set(document, "status = 'LOST', holder = null, cause = 'NOT_FOUND', message = '404'");
  }

  void claimed(String document) {
    set(document, "status = 'CLAIMED', holder = 1, attempts = 1");
  }

  void archived(String document) {
    claimed(document);
    set(
        document,
        """
        status = 'ARCHIVED', holder = null, content_sha256 = '%1$s', content_length = 10,
        metadata_sha256 = '%1$s', metadata_length = 10, total_confirmed = true, proof_level = 'L3',
        archived_at = '2026-01-05T08:00:00Z', delete_location = 'https://x/1'\
        """
            .formatted(SHA));
    jdbc.sql(
            """
            insert into archive_copy (chunk, store, content_key, content_sha256, content_length,
                                      metadata_key, metadata_sha256, metadata_length, holder)
            select id, 'store', 'bag/of/' || recording || '/data/' || chunk_index || '.wav', ?, 10,
                   'bag/of/' || recording || '/data/' || chunk_index || '.json', ?, 10, 1
            from chunk where document_id = ?\
            """)
        .params(SHA, SHA, document)
        .update();
  }

  void sealed(String recording) {
    jdbc.sql(
            """
            update recording set status = 'SEALED', sealed_at = now(), manifest_sha256 = ?
            where recording_id = ?\
            """)
        .params(SHA, recording)
        .update();
  }

  void deleted(String document) {
    jdbc.sql(
            """
            insert into source_deletion (chunk, url, content_sha256, metadata_sha256,
                                         receipt_status, receipt_at)
            select id, delete_location, ?, ?, 200, now() from chunk where document_id = ?\
            """)
        .params(SHA, SHA, document)
        .update();
    set(document, "status = 'SOURCE_DELETED', deleted_at = now()");
  }

  private void set(String document, String assignments) {
    jdbc.sql("update chunk set " + assignments + " where document_id = ?").param(document).update();
  }

  private void accept(
      String id, @Nullable AnnouncedRecording recording, @Nullable CallReport call) {
    database
        .inbox()
        .accept(
            List.of(
                new ReceivedEvent(
                    ReceivedEvent.Envelope.EVENT_GRID,
                    id,
                    "/providers/acs",
                    "T",
                    "subject",
                    START,
                    new RawBody(id.getBytes(StandardCharsets.UTF_8)),
                    "{}",
                    recording,
                    call)));
  }
}
