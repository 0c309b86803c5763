package org.recordingarchiver.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.recordingarchiver.ledger.CallReport.Stay;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Merges what events say of calls. Every column takes the least or the greatest of all that was
 * ever said, so that the order and the repetition of events make no difference. Rows are written in
 * the order of their keys.
 */
final class IncomingCalls {

  private final JdbcClient jdbc;

  IncomingCalls(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes in the reports of those events that name a call. */
  void merge(List<IncomingEvent> events) {
    List<Report> reports = new ArrayList<>();
    for (IncomingEvent incoming : events) {
      CallReport call = incoming.event().call();
      if (call != null && call.namesCall()) {
        reports.add(new Report(KeyDigest.ofCall(call), call));
      }
    }
    if (reports.isEmpty()) {
      return;
    }
    Map<KeyDigest, Long> ids = mergeCalls(reports);
    List<Member> members = new ArrayList<>();
    for (Report report : reports) {
      for (Stay stay : report.call().stays()) {
        members.add(new Member(report.key(), KeyDigest.ofStay(stay), stay));
      }
    }
    if (!members.isEmpty()) {
      mergeStays(members, ids);
    }
  }

  private record Report(KeyDigest key, CallReport call) {}

  private record Member(KeyDigest call, KeyDigest key, Stay stay) {}

  // A statement can't change a row twice: what the rows of one call say is merged by the same
  // comparisons, the database's, before it meets what is stored.
  private Map<KeyDigest, Long> mergeCalls(List<Report> rows) {
    return jdbc.sql(
            """
            insert into call as c (key_digest, resource, server_call_id, correlation_id, group_id,
                room_id, is_two_party, is_rooms_call, incoming_at, started_at, started_by, ended_at,
                duration_seconds, end_reason, ended_by, to_show)
            select key_digest, min(resource), min(server_call_id), min(correlation_id),
                min(group_id), min(room_id), bool_and(is_two_party::boolean),
                bool_or(is_rooms_call::boolean), min(incoming_at::timestamptz),
                min(started_at::timestamptz), min(started_by), max(ended_at::timestamptz),
                max(duration_seconds::double precision), min(end_reason), min(ended_by), true
            from unnest(:key, :resource, :serverCallId, :correlationId, :groupId, :roomId,
                :isTwoParty, :isRoomsCall, :incomingAt, :startedAt, :startedBy, :endedAt,
                :duration, :endReason, :endedBy)
              as n (key_digest, resource, server_call_id, correlation_id, group_id, room_id,
                is_two_party, is_rooms_call, incoming_at, started_at, started_by, ended_at,
                duration_seconds, end_reason, ended_by)
            group by key_digest
            order by key_digest
            on conflict (key_digest) do update set
              server_call_id = least(c.server_call_id, excluded.server_call_id),
              correlation_id = least(c.correlation_id, excluded.correlation_id),
              group_id = least(c.group_id, excluded.group_id),
              room_id = least(c.room_id, excluded.room_id),
              is_two_party = least(c.is_two_party, excluded.is_two_party),
              is_rooms_call = greatest(c.is_rooms_call, excluded.is_rooms_call),
              incoming_at = least(c.incoming_at, excluded.incoming_at),
              started_at = least(c.started_at, excluded.started_at),
              started_by = least(c.started_by, excluded.started_by),
              ended_at = greatest(c.ended_at, excluded.ended_at),
              duration_seconds = greatest(c.duration_seconds, excluded.duration_seconds),
              end_reason = least(c.end_reason, excluded.end_reason),
              ended_by = least(c.ended_by, excluded.ended_by),
              to_show = true
            returning key_digest, id
            """)
        .param("key", Column.bytes(rows, r -> r.key().bytes()))
        .param("resource", Column.text(rows, r -> r.call().resource().toLowerCase(Locale.ROOT)))
        .param("serverCallId", Column.text(rows, r -> r.call().serverCallId()))
        .param("correlationId", Column.text(rows, r -> r.call().correlationId()))
        .param("groupId", Column.text(rows, r -> r.call().groupId()))
        .param("roomId", Column.text(rows, r -> r.call().roomId()))
        .param("isTwoParty", Column.value(rows, r -> r.call().isTwoParty()))
        .param("isRoomsCall", Column.value(rows, r -> r.call().isRoomsCall()))
        .param("incomingAt", Column.time(rows, r -> r.call().incomingAt()))
        .param("startedAt", Column.time(rows, r -> r.call().startedAt()))
        .param("startedBy", Column.text(rows, r -> r.call().startedBy()))
        .param("endedAt", Column.time(rows, r -> r.call().endedAt()))
        .param("duration", Column.value(rows, r -> r.call().durationSeconds()))
        .param("endReason", Column.text(rows, r -> r.call().endReason()))
        .param("endedBy", Column.text(rows, r -> r.call().endedBy()))
        .query(new KeyedIds());
  }

  private void mergeStays(List<Member> rows, Map<KeyDigest, Long> calls) {
    jdbc.sql(
            """
            insert into call_participant as p (call, key_digest, participant_id, raw_id, kind,
                phone_number, role, display_name, user_agent, added_at, removed_at)
            select call, key_digest, min(participant_id), min(raw_id), min(kind),
                min(phone_number), min(role), min(display_name), min(user_agent),
                min(added_at::timestamptz), max(removed_at::timestamptz)
            from unnest(:call, :key, :participantId, :rawId, :kind, :phoneNumber, :role,
                :displayName, :userAgent, :addedAt, :removedAt)
              as n (call, key_digest, participant_id, raw_id, kind, phone_number, role,
                display_name, user_agent, added_at, removed_at)
            group by call, key_digest
            order by call, key_digest
            on conflict (call, key_digest) do update set
              raw_id = least(p.raw_id, excluded.raw_id),
              kind = least(p.kind, excluded.kind),
              phone_number = least(p.phone_number, excluded.phone_number),
              role = least(p.role, excluded.role),
              display_name = least(p.display_name, excluded.display_name),
              user_agent = least(p.user_agent, excluded.user_agent),
              added_at = least(p.added_at, excluded.added_at),
              removed_at = greatest(p.removed_at, excluded.removed_at)
            """)
        .param("call", Column.number(rows, m -> calls.get(m.call())))
        .param("key", Column.bytes(rows, m -> m.key().bytes()))
        .param("participantId", Column.text(rows, m -> m.stay().participantId()))
        .param("rawId", Column.text(rows, m -> m.stay().rawId()))
        .param("kind", Column.text(rows, m -> m.stay().kind()))
        .param("phoneNumber", Column.text(rows, m -> m.stay().phoneNumber()))
        .param("role", Column.text(rows, m -> m.stay().role()))
        .param("displayName", Column.text(rows, m -> m.stay().displayName()))
        .param("userAgent", Column.text(rows, m -> m.stay().userAgent()))
        .param("addedAt", Column.time(rows, m -> m.stay().addedAt()))
        .param("removedAt", Column.time(rows, m -> m.stay().removedAt()))
        .update();
  }
}
