package org.recordingarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.recordingarchiver.ledger.RecordedCall.Participant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the calls of recordings. Events that name only the correlation id and events that name only
 * the server call id make two rows; a recording that names both is of both, and they are merged
 * here by the comparisons of {@link IncomingCalls}.
 */
final class RecordedCalls {

  /** Rows of recording and call. Each half is a lookup by a hash of the id. */
  static final String PAIRS =
      """
      select r.id as recording, c.id as call from recording r join call c
        on c.resource = r.resource and c.server_call_id = r.server_call_id
          and id_hash(c.server_call_id) = id_hash(r.server_call_id)
      where %1$s
      union
      select r.id, c.id from recording r join call c
        on c.resource = r.resource and c.correlation_id = r.call_id
          and id_hash(c.correlation_id) = id_hash(r.call_id)
      where %1$s
      """;

  private static final String CALLS =
      """
      select o.recording, min(c.server_call_id) as server_call_id,
             min(c.correlation_id) as correlation_id, min(c.group_id) as group_id,
             min(c.room_id) as room_id, bool_and(c.is_two_party) as is_two_party,
             bool_or(c.is_rooms_call) as is_rooms_call, min(c.incoming_at) as incoming_at,
             min(c.started_at) as started_at, min(c.started_by) as started_by,
             max(c.ended_at) as ended_at, max(c.duration_seconds) as duration_seconds,
             min(c.end_reason) as end_reason, min(c.ended_by) as ended_by
      from (%s) o join call c on c.id = o.call group by o.recording
      """
          .formatted(PAIRS.formatted("r.id = any (:ids)"));

  private static final String PARTICIPANTS =
      """
      select o.recording, min(p.participant_id) as participant_id, min(p.raw_id) as raw_id,
             min(p.kind) as kind, min(p.phone_number) as phone_number,
             min(p.display_name) as display_name, min(p.role) as role,
             min(p.user_agent) as user_agent, min(p.added_at) as added_at,
             max(p.removed_at) as removed_at
      from (%s) o join call_participant p on p.call = o.call
      group by o.recording, p.key_digest
      order by o.recording, min(p.added_at) nulls first, p.key_digest
      """
          .formatted(PAIRS.formatted("r.id = any (:ids)"));

  private final JdbcClient jdbc;

  RecordedCalls(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record ParticipantOf(long recording, Participant participant) {}

  private record CallOf(long recording, RecordedCall call) {}

  /** By recording; those whose call is unknown are not in it. */
  Map<Long, RecordedCall> read(List<Long> recordings) {
    Map<Long, List<Participant>> participants =
        jdbc
            .sql(PARTICIPANTS)
            .param("ids", Column.number(recordings, id -> id))
            .query((row, number) -> new ParticipantOf(row.getLong("recording"), participant(row)))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    ParticipantOf::recording,
                    Collectors.mapping(ParticipantOf::participant, Collectors.toList())));
    return jdbc
        .sql(CALLS)
        .param("ids", Column.number(recordings, id -> id))
        .query((row, number) -> {
          long recording = row.getLong("recording");
          return new CallOf(recording, call(row, participants.getOrDefault(recording, List.of())));
        })
        .list()
        .stream()
        .collect(Collectors.toMap(CallOf::recording, CallOf::call));
  }

  private static RecordedCall call(ResultSet row, List<Participant> participants)
      throws SQLException {
    return new RecordedCall(
        row.getString("server_call_id"),
        row.getString("correlation_id"),
        row.getString("group_id"),
        row.getString("room_id"),
        row.getObject("is_two_party", Boolean.class),
        row.getObject("is_rooms_call", Boolean.class),
        RowValues.instant(row, "incoming_at"),
        RowValues.instant(row, "started_at"),
        row.getString("started_by"),
        RowValues.instant(row, "ended_at"),
        row.getObject("duration_seconds", Double.class),
        row.getString("end_reason"),
        row.getString("ended_by"),
        participants);
  }

  private static Participant participant(ResultSet row) throws SQLException {
    return new Participant(
        row.getString("participant_id"),
        row.getString("raw_id"),
        row.getString("kind"),
        row.getString("phone_number"),
        row.getString("display_name"),
        row.getString("role"),
        row.getString("user_agent"),
        RowValues.instant(row, "added_at"),
        RowValues.instant(row, "removed_at"));
  }
}
