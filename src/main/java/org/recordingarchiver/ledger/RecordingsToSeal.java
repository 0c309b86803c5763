package org.recordingarchiver.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Recordings of which something was archived and all chunks are settled. */
@Component
public class RecordingsToSeal {

  /** A recording is ready when none of its chunks can still change its bag soon. */
  private static final String READY =
      """
      r.status = 'OPEN' and r.to_seal and r.holder is null
      and not exists (
        select 1 from chunk c where c.recording = r.id
        and not (c.status in ('ARCHIVED', 'SOURCE_DELETED', 'LOST')
                 or c.status = 'FAILED' and c.expires_at < now()))
      """;

  private final JdbcClient jdbc;
  private final HolderTime time;
  private final HeldWrites writes;
  private final Recordings recordings;
  private final SealRows rows;

  RecordingsToSeal(
      JdbcClient jdbc, HolderTime time, HeldWrites writes, @Lazy Recordings recordings) {
    this.jdbc = jdbc;
    this.time = time;
    this.writes = writes;
    this.recordings = recordings;
    this.rows = new SealRows(jdbc);
  }

  /** How many are ready. */
  @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
  public long count() {
    return jdbc.sql("select count(*) from recording r where " + READY).query(Long.class).single();
  }

  /**
   * Claims up to {@code wanted} recordings with an id above {@code after}, in order of id.
   *
   * @throws LeaseLostException if the holder was declared dead
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public List<RecordingToSeal> claim(long holder, long after, int wanted) {
    time.ifAlive(holder);
    List<Long> ids =
        jdbc.sql(
                """
                with ready as materialized (
                  select r.id from recording r where r.id > :after and %s
                  order by r.id limit :wanted for update skip locked)
                update recording r set holder = :holder, fence = r.fence + 1
                from ready where r.id = ready.id returning r.id
                """
                    .formatted(READY))
            .param("after", after)
            .param("wanted", wanted)
            .param("holder", holder)
            .query(Long.class)
            .list();
    return ids.isEmpty() ? List.of() : rows.read(ids);
  }

  /** An end to sealing: exactly one of manifest digest and message is there. */
  public record Settled(
      RecordingToSeal recording, @Nullable String manifestSha256, @Nullable String message) {

    /** Whether the bag shows the recording now. */
    public boolean isSealed() {
      return manifestSha256 != null;
    }
  }

  /**
   * Commits how sealing a group went, in one transaction. A recording that changed meanwhile stays
   * OPEN.
   */
  public void settle(long holder, List<? extends Settled> group) {
    writes.commit(
        holder,
        now -> {
          Map<Long, Recording> locked =
              recordings.lockAll(ids(group)).stream()
                  .collect(Collectors.toMap(Recording::id, recording -> recording));
          group.forEach(settled ->
              write(Objects.requireNonNull(locked.get(settled.recording().id())), settled, now));
        });
  }

  private static List<Long> ids(List<? extends Settled> group) {
    return group.stream().map(settled -> settled.recording().id()).toList();
  }

  private static void write(Recording recording, Settled settled, Instant now) {
    RecordingToSeal seen = settled.recording();
    if (settled.manifestSha256() == null) {
      recording.unsealed(seen, settled.message());
    } else {
      recording.seal(seen, settled.manifestSha256(), now);
    }
  }
}
