package org.recordingarchiver.report;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Finds recordings. Reads only; each answer is one snapshot of the database. */
@Component
public class RecordingFinder {

  private final FindQueries queries;
  private final FoundParts parts;

  RecordingFinder(JdbcClient jdbc) {
    queries = new FindQueries(jdbc);
    parts = new FoundParts(jdbc);
  }

  /** The newest recordings that meet the criteria. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public FoundRecordings find(RecordingCriteria criteria) {
    List<Long> ids = queries.recordings(criteria);
    boolean more = ids.size() > criteria.limit();
    List<Long> shown = more ? ids.subList(0, criteria.limit()) : ids;
    return new FoundRecordings(shown.isEmpty() ? List.of() : parts.read(shown), more);
  }
}
