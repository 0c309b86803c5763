package org.recordingarchiver.report;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which recordings meet criteria. */
final class FindQueries {

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  /** As the index recording_time has it. */
  private static final String START = "coalesce(r.started_at, r.created_at)";

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

  FindQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Their ids, newest first, one more than the limit if there are more. */
  List<Long> recordings(RecordingCriteria criteria) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("most", criteria.limit() + 1);
    String sql =
        sought(criteria, parameters)
            + " where "
            + conditions(criteria, parameters)
            + " order by %s desc, r.id desc limit :most".formatted(START);
    return jdbc.sql(sql).params(parameters).query(Long.class).list();
  }

  /** What ids and participants narrow is looked up first, and alone decides how much is read. */
  private String sought(RecordingCriteria criteria, Map<String, @Nullable Object> parameters) {
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
    return sets.isEmpty()
        ? "select r.id from recording r"
        : sets.stream()
            .collect(
                Collectors.joining(
                    ") intersect (",
                    "with sought as materialized ((",
                    ")) select r.id from sought join recording r on r.id = sought.id"));
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

  private String conditions(RecordingCriteria criteria, Map<String, @Nullable Object> parameters) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    Instant from = criteria.from();
    if (from != null) {
      parameters.put("from", time(from));
      parameters.put("earliest", time(startOfLongestBefore(from)));
      conditions.add(START + " >= :earliest");
      conditions.add(
          "(%1$s >= :from or extract(epoch from :from - %1$s) * 1000 < r.duration_ms)"
              .formatted(START));
    }
    if (criteria.to() != null) {
      parameters.put("to", time(criteria.to()));
      conditions.add(START + " < :to");
    }
    if (!criteria.statuses().isEmpty()) {
      conditions.add(status(criteria));
    }
    return String.join(" and ", conditions);
  }

  private static String status(RecordingCriteria criteria) {
    List<String> alternatives = new ArrayList<>();
    String ofChunks =
        criteria.statuses().stream()
            .filter(SoughtStatus::isOfChunk)
            .sorted()
            .map(SoughtStatus::condition)
            .collect(Collectors.joining(" or "));
    if (!ofChunks.isEmpty()) {
      alternatives.add("r.id in (select c.recording from chunk c where " + ofChunks + ")");
    }
    criteria.statuses().stream()
        .filter(status -> !status.isOfChunk())
        .map(SoughtStatus::condition)
        .forEach(alternatives::add);
    return "(" + String.join(" or ", alternatives) + ")";
  }

  /** No recording that starts earlier goes on after this time. */
  private Instant startOfLongestBefore(Instant time) {
    Duration span = Duration.between(EARLIEST, time);
    Duration longest = longest();
    return longest.compareTo(span) < 0 ? time.minus(longest) : EARLIEST;
  }

  /** At least four hours, the length of one chunk: shorter ones are not in the index. */
  private Duration longest() {
    return jdbc.sql(
            "select coalesce(max(duration_ms), 14400000) from recording where duration_ms > 14400000")
        .query(Long.class)
        .optional()
        .map(Duration::ofMillis)
        .orElseThrow();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
