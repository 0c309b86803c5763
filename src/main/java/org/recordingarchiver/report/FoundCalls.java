package org.recordingarchiver.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.recordingarchiver.report.FoundRecording.Call;
import org.recordingarchiver.report.FoundRecording.Participant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The calls of recordings, and who took part in them. */
final class FoundCalls {

  private static final String CALLS =
      """
      select o.recording, c.id, c.server_call_id, c.correlation_id, c.incoming_at, c.started_at,
             c.started_by, c.ended_at, c.duration_seconds, c.end_reason, c.ended_by
      from (
        select r.id as recording, c.id as call from recording r join call c
          on c.resource = r.resource and c.server_call_id = r.server_call_id
            and id_hash(c.server_call_id) = id_hash(r.server_call_id) where r.id = any(:ids)
        union
        select r.id, c.id from recording r join call c
          on c.resource = r.resource and c.correlation_id = r.call_id
            and id_hash(c.correlation_id) = id_hash(r.call_id) where r.id = any(:ids)) o
      join call c on c.id = o.call order by o.recording, c.id\
      """;

  private static final String PARTICIPANTS =
      """
      select call, participant_id, raw_id, kind, phone_number, display_name, role, added_at, removed_at
      from call_participant where call = any(:ids) order by added_at nulls first, id\
      """;

  private final JdbcClient jdbc;

  FoundCalls(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** By recording. */
  Map<Long, List<Call>> read(List<Long> recordings) {
    List<CallOf> calls =
        jdbc.sql(CALLS)
            .param("ids", Columns.ids(recordings))
            .query(
                (row, number) -> new CallOf(row.getLong("recording"), row.getLong("id"), call(row)))
            .list();
    Map<Long, List<Participant>> participants = participants(calls);
    return calls.stream()
        .collect(
            Collectors.groupingBy(
                CallOf::recording,
                Collectors.mapping(
                    of -> of.with(participants.getOrDefault(of.id(), List.of())),
                    Collectors.toList())));
  }

  private Map<Long, List<Participant>> participants(List<CallOf> calls) {
    List<Long> ids = calls.stream().map(CallOf::id).distinct().toList();
    return ids.isEmpty()
        ? Map.of()
        : jdbc
            .sql(PARTICIPANTS)
            .param("ids", Columns.ids(ids))
            .query((row, number) -> new ParticipantOf(row.getLong("call"), participant(row)))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    ParticipantOf::call,
                    Collectors.mapping(ParticipantOf::participant, Collectors.toList())));
  }

  private record ParticipantOf(long call, Participant participant) {}

  private record CallOf(long recording, long id, Call call) {

    Call with(List<Participant> participants) {
      return new Call(
          call.serverCallId(),
          call.correlationId(),
          call.incomingAt(),
          call.startedAt(),
          call.startedBy(),
          call.endedAt(),
          call.durationSeconds(),
          call.endReason(),
          call.endedBy(),
          participants);
    }
  }

  private static Call call(ResultSet row) throws SQLException {
    return new Call(
        row.getString("server_call_id"),
        row.getString("correlation_id"),
        Columns.instant(row, "incoming_at"),
        Columns.instant(row, "started_at"),
        row.getString("started_by"),
        Columns.instant(row, "ended_at"),
        row.getObject("duration_seconds", Double.class),
        row.getString("end_reason"),
        row.getString("ended_by"),
        List.of());
  }

  private static Participant participant(ResultSet row) throws SQLException {
    return new Participant(
        row.getString("participant_id"),
        row.getString("raw_id"),
        row.getString("kind"),
        row.getString("phone_number"),
        row.getString("display_name"),
        row.getString("role"),
        Columns.instant(row, "added_at"),
        Columns.instant(row, "removed_at"));
  }
}
