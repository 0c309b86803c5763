package org.recordingarchiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.ledger.Announcements.chunk;
import static org.recordingarchiver.ledger.Announcements.event;
import static org.recordingarchiver.ledger.Announcements.recording;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.ledger.Inbox.Receipt;

class InboxIT {

  private final InboxDatabase database = new InboxDatabase();
  private final Inbox inbox = database.inbox();

  @Test
  void keepsAnEventOnceHoweverOftenItComes() {
    ReceivedEvent event = event("1", recording("r", chunk("d")));

    assertThat(inbox.accept(List.of(event, event))).isEqualTo(new Receipt(1, 1, 1));
    assertThat(inbox.accept(List.of(event))).isEqualTo(new Receipt(0, 1, 0));
    assertThat(inbox.accept(List.of())).isEqualTo(new Receipt(0, 0, 0));

    assertThat(database.count("event")).isEqualTo(1);
    assertThat(database.count("chunk where status = 'QUEUED'")).isEqualTo(1);
    assertThat(database.count("recording where revision = 1 and status = 'OPEN'")).isEqualTo(1);
    assertThat(
            database.count("event e join chunk c on c.event = e.id and c.recording = e.recording"))
        .isEqualTo(1);
  }

  @Test
  void keepsAReusedIdWithOtherContent() {
    inbox.accept(List.of(event("1", recording("r", chunk("d")))));

    Receipt receipt = inbox.accept(List.of(event("1", recording("r", chunk("d"), chunk("e")))));

    assertThat(receipt).isEqualTo(new Receipt(1, 0, 1));
    assertThat(database.count("event where event_id = '1'")).isEqualTo(2);
    assertThat(database.count("recording")).isEqualTo(1);
  }

  @Test
  void keepsAnEventThatAnnouncesNothing() {
    assertThat(inbox.accept(List.of(event("1", null)))).isEqualTo(new Receipt(1, 0, 0));

    assertThat(database.count("event where recording is null and body_json = '{}'")).isEqualTo(1);
    assertThat(database.count("recording")).isZero();
  }

  @Test
  void keepsOtherUrlsBesideTheChunksOwn() {
    inbox.accept(List.of(event("1", recording("r", chunk("d", 0, "https://s/a", "https://s/x")))));
    ReceivedEvent other =
        event("2", recording("r", chunk("d", 0, "https://evil/b", "https://evil/x")));

    inbox.accept(List.of(other, event("3", recording("r", chunk("d", 0, "https://evil/b", null)))));
    inbox.accept(List.of(event("4", recording("r", chunk("d", 0, null, null)))));

    assertThat(database.row("select content_location, delete_location from chunk"))
        .containsEntry("content_location", "https://s/a")
        .containsEntry("delete_location", "https://s/x");
    assertThat(
            database.row(
                """
                select a.content_location, e.event_id
                from chunk_alternate a join event e on e.id = a.event
                """))
        .containsEntry("content_location", "https://evil/b")
        .containsEntry("event_id", "2");
  }

  @Test
  void fillsInALateDeleteLocationForTheSameContentOnly() {
    inbox.accept(
        List.of(
            event("1", recording("r", chunk("d", 0, "https://s/d", null))),
            event("2", recording("r", chunk("e", 1, "https://s/e", null)))));

    inbox.accept(
        List.of(
            event("3", recording("r", chunk("d", 0, "https://s/d", "https://s/x"))),
            event("4", recording("r", chunk("e", 1, "https://s/other", "https://s/y"))),
            event("5", recording("r", chunk("d", 0, "https://s/d", "https://s/later")))));

    assertThat(
            database
                .jdbc()
                .sql("select delete_location from chunk order by document_id")
                .query(String.class)
                .list())
        .containsExactly("https://s/x", null);
  }

  @Test
  void reopensASealedRecordingForANewChunkOnly() {
    inbox.accept(List.of(event("1", recording("r", chunk("d")))));
    seal();

    inbox.accept(List.of(event("2", recording("r", chunk("d", 7)))));
    assertThat(database.count("recording where status = 'SEALED' and revision = 1")).isEqualTo(1);

    inbox.accept(List.of(event("3", recording("r", chunk("d"), chunk("e")))));
    assertThat(
            database.count(
                "recording where status = 'OPEN' and revision = 2 and to_seal"
                    + " and sealed_at is not null"))
        .isEqualTo(1);
  }

  @Test
  void fillsInWhatThePathOfTheBagIsNotMadeFrom() {
    inbox.accept(List.of(event("1", recording("r", (java.time.Instant) null, chunk("d")))));
    AnnouncedRecording later =
        new AnnouncedRecording(
            "ACS",
            "r",
            "other",
            "other",
            Announcements.START,
            5L,
            "Audio",
            "Mixed",
            "Wav",
            "End",
            List.of(chunk("d")));

    inbox.accept(List.of(event("2", later)));

    assertThat(
            database.count(
                """
                recording where started_at is null and call_id = 'call'
                  and server_call_id = 'server call' and duration_ms = 5 and content_type = 'Audio'
                  and channel_type = 'Mixed' and format_type = 'Wav' and session_end_reason = 'End'
                  and revision = 2
                """))
        .isEqualTo(1);
  }

  @Test
  void findsAChunkInWhateverRecordingItIsAnnouncedAgain() {
    inbox.accept(List.of(event("1", recording("r", chunk("d")))));

    Receipt receipt = inbox.accept(List.of(event("2", recording("s", chunk("d"), chunk("e")))));

    assertThat(receipt).isEqualTo(new Receipt(1, 0, 1));
    assertThat(
            database.count(
                "chunk c join recording r on r.id = c.recording and r.recording_id = 'r'"))
        .isEqualTo(1);
  }

  @Test
  void keepsBodiesThatCantBeReadOnce() {
    UnreadableBody body =
        new UnreadableBody(new RawBody(new byte[] {0, -1}), "x".repeat(9_000) + "\0", "why\ud800");

    inbox.reject(List.of(body, body));
    inbox.reject(List.of(body));
    inbox.reject(List.of());

    assertThat(database.count("rejected_event")).isEqualTo(1);
    assertThat(database.row("select body, reason from rejected_event"))
        .containsEntry("body", new byte[] {0, -1})
        .containsEntry("reason", "why\ufffd");
  }

  @Test
  void inboxesSideBySideNeitherLoseNorDoubleNorBlockEachOther() throws Exception {
    long seed = new Random().nextLong();
    List<ReceivedEvent> events =
        IntStream.range(0, 400)
            .mapToObj(i -> event("e" + i % 300, recording("r" + i % 40, chunk("d" + i % 90, i))))
            .toList();
    List<Callable<Receipt>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      List<ReceivedEvent> shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, new Random(seed + i));
      callers.add(() -> database.inbox().accept(shuffled));
    }

    List<Receipt> receipts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Receipt> done : threads.invokeAll(callers)) {
        receipts.add(done.get());
      }
    }

    assertThat(receipts.stream().mapToInt(Receipt::events).sum())
        .as("seed %d", seed)
        .isEqualTo(400);
    assertThat(receipts.stream().mapToInt(Receipt::duplicates).sum()).isEqualTo(7 * 400);
    assertThat(receipts.stream().mapToInt(Receipt::queuedChunks).sum()).isEqualTo(90);
    assertThat(database.count("event")).isEqualTo(400);
    assertThat(database.count("chunk")).isEqualTo(90);
    assertThat(database.count("recording")).isEqualTo(40);
  }

  private void seal() {
    database
        .jdbc()
        .sql("update recording set status = 'SEALED', sealed_at = now(), manifest_sha256 = 'x'")
        .update();
  }
}
