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

  private final JdbcClient jdbc;
  private final Candidates candidates;

  FindQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.candidates = new Candidates(jdbc);
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
    List<String> sets = candidates.sets(criteria, parameters);
    return sets.isEmpty()
        ? "select r.id from recording r"
        : sets.stream()
            .collect(
                Collectors.joining(
                    ") intersect (",
                    "with sought as materialized ((",
                    ")) select r.id from sought join recording r on r.id = sought.id"));
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
