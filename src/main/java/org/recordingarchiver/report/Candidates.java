package org.recordingarchiver.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The recordings that ids and participants leave, as subqueries that read an index each. */
final class Candidates {

  /** The recordings of the calls in {@code asked}. */
  private static final String OF_CALLS =
      """
      select r.id from asked c join recording r
        on r.resource = c.resource and r.server_call_id = c.server_call_id
          and id_hash(r.server_call_id) = id_hash(c.server_call_id)
      union
      select r.id from asked c join recording r
        on r.resource = c.resource and r.call_id = c.correlation_id
          and id_hash(r.call_id) = id_hash(c.correlation_id)
      """;

  private static final String BY_RECORDING =
      """
      select id from recording
      where recording_id = :recording and id_hash(recording_id) = id_hash(:recording)
      """;

  private static final String BY_CALL =
      """
      select id from recording where call_id = :call and id_hash(call_id) = id_hash(:call)
      union
      select id from recording
      where server_call_id = :call and id_hash(server_call_id) = id_hash(:call)
      union
      (with asked as materialized (
         select resource, server_call_id, correlation_id from call
         where server_call_id = :call and id_hash(server_call_id) = id_hash(:call)
            or correlation_id = :call and id_hash(correlation_id) = id_hash(:call))
      %s)
      """
          .formatted(OF_CALLS);

  private static final String NAMED_EXACTLY =
      """
      select call from call_participant
      where raw_id = :rawId and id_hash(raw_id) = id_hash(:rawId)
         or left(regexp_replace(phone_number, '[^0-9]', '', 'g'), 32) = :number::text
         or left(regexp_replace(phone_number, '[^0-9]', '', 'g'), 32) = :dialled::text\
      """;

  /** Reads every name: no index helps. */
  private static final String NAMED_ALIKE =
      "select call from call_participant where display_name ~ :name";

  private static final String BY_PARTICIPANT =
      """
      (with asked as materialized (
         select resource, server_call_id, correlation_id from call where id in (%s))
      %s)
      """;

  private final JdbcClient jdbc;

  Candidates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Queries for ids of recordings, which must be in all of them; none if nothing narrows. */
  List<String> sets(RecordingCriteria criteria, Map<String, @Nullable Object> parameters) {
    List<String> sets = new ArrayList<>();
    if (criteria.recordingId() != null) {
      parameters.put("recording", criteria.recordingId());
      sets.add(BY_RECORDING);
    }
    if (criteria.callId() != null) {
      parameters.put("call", criteria.callId());
      sets.add(BY_CALL);
    }
    if (criteria.participant() != null) {
      sets.add(byParticipant(SoughtParticipant.of(criteria.participant()), parameters));
    }
    return sets;
  }

  /** One statement for both would be planned as if it always had to read every name. */
  private String byParticipant(
      SoughtParticipant participant, Map<String, @Nullable Object> parameters) {
    Map<String, @Nullable Object> exact = new HashMap<>();
    exact.put("rawId", participant.rawId());
    exact.put("number", participant.number());
    exact.put("dialled", participant.dialled());
    boolean known =
        jdbc.sql(NAMED_EXACTLY + " limit 1").params(exact).query(Long.class).optional().isPresent();
    if (known || participant.name() == null) {
      parameters.putAll(exact);
      return BY_PARTICIPANT.formatted(NAMED_EXACTLY, OF_CALLS);
    }
    parameters.put("name", participant.name());
    return BY_PARTICIPANT.formatted(NAMED_ALIKE, OF_CALLS);
  }
}
