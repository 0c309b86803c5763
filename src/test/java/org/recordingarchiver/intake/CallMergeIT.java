package org.recordingarchiver.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.ledger.InboxDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What events say of a call converges to the same rows, whatever their order and repetition. */
class CallMergeIT {

  private static final Logger LOG = LoggerFactory.getLogger(CallMergeIT.class);
  private static final int ROUNDS = 12;
  private static final String CALL =
      "select to_jsonb(c) - 'id' - 'created_at' - 'key_digest' as call from call c";
  private static final String STAYS =
      """
      select jsonb_agg(to_jsonb(p) - 'id' - 'call' order by p.key_digest)::text as stays
      from call_participant p
      """;

  @Test
  void convergesWhateverTheOrderAndRepetition() {
    long seed = System.nanoTime();
    LOG.info("seed {}", seed);
    Random random = new Random(seed);
    InboxDatabase inOrder = new InboxDatabase();
    deliver(inOrder, events(), events().size());

    for (int round = 0; round < ROUNDS; round++) {
      List<String> events = new ArrayList<>(events());
      events().stream().filter(event -> random.nextBoolean()).forEach(events::add);
      Collections.shuffle(events, random);
      InboxDatabase shuffled = new InboxDatabase();
      deliver(shuffled, events, 1 + random.nextInt(events.size()));

      assertThat(shuffled.row(CALL)).as("seed %d", seed).isEqualTo(inOrder.row(CALL));
      assertThat(shuffled.row(STAYS)).as("seed %d", seed).isEqualTo(inOrder.row(STAYS));
    }
  }

  @Test
  void keepsTheTimelineAndWhoTookPart() {
    InboxDatabase database = new InboxDatabase();

    deliver(database, events(), 2);

    assertThat(
            database.row(
                """
                select incoming_at = '2026-01-05T06:58:59Z' as incoming,
                       started_at = '2026-01-05T06:59:00Z' as started, started_by,
                       ended_at = '2026-01-05T07:30:00Z' as ended, duration_seconds, end_reason,
                       ended_by, correlation_id, room_id, is_rooms_call, to_show
                from call
                """))
        .containsEntry("incoming", true)
        .containsEntry("started", true)
        .containsEntry("started_by", "8:acs:r_a")
        .containsEntry("ended", true)
        .containsEntry("duration_seconds", 1860.5)
        .containsEntry("end_reason", "0 5300 bye")
        .containsEntry("ended_by", "8:acs:r_a")
        .containsEntry("correlation_id", "C")
        .containsEntry("room_id", "R")
        .containsEntry("is_rooms_call", true)
        .containsEntry("to_show", true);
    assertThat(
            database.row(
                """
                select display_name, role, user_agent, kind, raw_id,
                       added_at = '2026-01-05T06:59:01Z' as added,
                       removed_at = '2026-01-05T07:29:59Z' as removed
                from call_participant where participant_id = 'P1'
                """))
        .containsEntry("display_name", "Robin")
        .containsEntry("role", "Attendee")
        .containsEntry("user_agent", "web")
        .containsEntry("kind", "communicationUser")
        .containsEntry("raw_id", "8:acs:r_b")
        .containsEntry("added", true)
        .containsEntry("removed", true);
    assertThat(
            database.row("select raw_id, display_name from call_participant where role = 'Caller'"))
        .containsEntry("raw_id", "4:+15550100")
        .containsEntry("display_name", "Alex");
  }

  private static void deliver(InboxDatabase database, List<String> events, int portion) {
    Ingest ingest = new Ingest(database.inbox());
    for (int from = 0; from < events.size(); from += portion) {
      List<String> part = events.subList(from, Math.min(events.size(), from + portion));
      byte[] bytes = String.join("\n", part).getBytes(StandardCharsets.UTF_8);
      IngestReport report = ingest.ingest(new ByteArrayInputStream(bytes), "test");
      assertThat(report.rejected()).isZero();
    }
  }

  private static List<String> events() {
    String started = "\"startedBy\":{\"rawId\":\"8:acs:r_a\",\"role\":\"Organizer\"}";
    return List.of(
        event(
            "IncomingCall",
            "06:58:59",
            """
            "from":{"rawId":"4:+15550100"},"to":{"rawId":"8:acs:r_b"},"callerDisplayName":"Alex"\
            """),
        event("CallStarted", "06:59:00", started + ",\"room\":{\"id\":\"R\"}"),
        event("CallParticipantAdded", "06:59:01", stay("P1", ",\"displayName\":\"Robin\"")),
        event("CallParticipantAdded", "07:10:00", stay("P2", ",\"displayName\":\"Robin\"")),
        event("CallParticipantRemoved", "07:29:59", stay("P1", ",\"displayName\":\"Robin\"")),
        event("CallParticipantRemoved", "07:29:58", stay("P2", "")),
        event(
            "CallEnded",
            "07:30:00",
            """
            "callDurationInSeconds":1860.5,"isRoomsCall":true,"room":{"id":"R"},\
            "reason":{"code":0,"subCode":5300,"phrase":"bye"},"endedBy":{"rawId":"8:acs:r_a"}\
            """));
  }

  private static String stay(String id, String more) {
    return "\"participantId\":\"%s\",\"userAgent\":\"web\",\"user\":{\"rawId\":\"8:acs:r_b\",\"role\":\"Attendee\"}%s"
        .formatted(id, more);
  }

  private static String event(String type, String time, String data) {
    return """
    {"id":"%s%s","topic":"/t/acs","eventType":"Microsoft.Communication.%s","subject":"call/S",\
    "eventTime":"2026-01-05T%sZ","data":{"serverCallId":"S","correlationId":"C",%s}}\
    """
        .formatted(type, time, type, time, data);
  }
}
