package org.recordingarchiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.ledger.Announcements.chunk;
import static org.recordingarchiver.ledger.Announcements.event;
import static org.recordingarchiver.ledger.Announcements.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times, numbers and ids that no database would choose. */
class InboxHostileIT {

  private static final InboxDatabase DATABASE = new InboxDatabase();

  private final Inbox inbox = DATABASE.inbox();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // event, recording start, index, expires, lost after; received is now
        "2026-01-05T07:00:00Z,2026-01-05T06:00:00Z,0,2026-01-06T07:00:00Z,2026-01-06T09:00:00Z",
        "2026-01-05T12:00:00Z,2026-01-05T06:00:00Z,0,2026-01-06T10:00:00Z,2026-01-06T14:00:00Z",
        "2026-01-05T16:00:00Z,2026-01-05T06:00:00Z,1,2026-01-06T14:00:00Z,2026-01-06T18:00:00Z",
        "2026-01-05T16:00:00Z,2026-01-05T06:00:00Z,9223372036854775807,2026-01-06T16:00:00Z,2026-01-06T18:00:00Z",
        "2026-01-05T16:00:00Z,2026-01-05T06:00:00Z,-9223372036854775808,2026-01-06T10:00:00Z,2026-01-06T18:00:00Z",
        "2026-01-05T07:00:00Z,-,0,2026-01-06T07:00:00Z,2026-01-06T09:00:00Z",
        "2026-01-05T07:00:00Z,9999-12-31T23:59:59.9999999Z,0,2026-01-06T07:00:00Z,2026-01-06T09:00:00Z",
        "0001-01-01T00:00:00Z,-,0,0001-01-02T00:00:00Z,0001-01-02T02:00:00Z",
        "-1000000-01-01T00:00:00Z,-,0,0001-01-02T00:00:00Z,0001-01-02T02:00:00Z",
        "-,2026-01-05T06:00:00Z,0,2026-01-06T10:00:00Z,-",
        "-,-,0,-,-",
        "-,0001-01-01T00:00:00Z,9223372036854775807,-,-",
        "9999-12-31T23:59:59.9999999Z,9999-12-31T23:59:59.9999999Z,9223372036854775807,-,-",
        "+1000000-01-01T00:00:00Z,-,0,-,-"
      })
  void expiresByTheEarliestCredibleTime(
      @Nullable Instant event,
      @Nullable Instant start,
      long index,
      @Nullable Instant expires,
      @Nullable Instant lost) {
    String id = "times " + event + start + index;

    inbox.accept(List.of(event(id, event, recording(id, start, chunk(id, index)))));

    assertThat(
            DATABASE
                .jdbc()
                .sql(
                    """
                    select c.expires_at = coalesce(:expires::text::timestamptz, e.received_at + interval '24 h')
                       and c.lost_after = coalesce(:lost::text::timestamptz, e.received_at + interval '26 h')
                       and c.chunk_index = :index
                    from chunk c join event e on e.id = c.event where e.event_id = :id
                    """)
                .param("expires", expires == null ? null : expires.toString())
                .param("lost", lost == null ? null : lost.toString())
                .param("index", index)
                .param("id", id)
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\0b", "\ud800", "\udc00\ud800", "😀", "'; drop table chunk; --", "{\"}\\,"})
  void storesAnyIdAndFindsItAgain(String odd) {
    String id = "odd " + odd;
    AnnouncedRecording recording = recording(id, chunk(id));
    ReceivedEvent event = event(id, recording);

    assertThat(inbox.accept(List.of(event))).isEqualTo(new Inbox.Receipt(1, 0, 1));
    assertThat(inbox.accept(List.of(event))).isEqualTo(new Inbox.Receipt(0, 1, 0));

    String stored = id.replace("\udc00\ud800", "\ufffd\ufffd").replaceAll("[\0\ud800]", "\ufffd");
    assertThat(
            DATABASE
                .jdbc()
                .sql(
                    """
                    select recording_id || c.document_id from recording r
                    join chunk c on c.recording = r.id where r.key_digest = :key
                    """)
                .param("key", KeyDigest.ofRecording(recording).bytes())
                .query(String.class)
                .single())
        .isEqualTo(stored + stored);
  }

  @Test
  void storesIdsOfAnyLength() {
    StringBuilder random = new StringBuilder();
    new java.util.Random(7).ints(5_000, '0', 'z').forEach(random::appendCodePoint);
    String id = random.toString();

    inbox.accept(List.of(event(id, recording(id, chunk(id)))));

    assertThat(
            DATABASE
                .jdbc()
                .sql(
                    """
                    select count(*) from event e join recording r on r.id = e.recording
                    join chunk c on c.recording = r.id
                    where event_id = :id and recording_id = :id and document_id = :id
                    """)
                .param("id", id)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void takesTheLongestRetention() {
    Inbox keeper = DATABASE.inbox(Duration.ofDays(36_500));

    assertThat(keeper.accept(List.of(event("long", recording("long", chunk("long"))))))
        .isEqualTo(new Inbox.Receipt(1, 0, 1));
  }
}
