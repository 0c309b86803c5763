package org.recordingarchiver.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
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
  private final SealRows sealRows;
  private final HeldRows<List<Settled>> rows;

  RecordingsToSeal(
      JdbcClient jdbc, HolderTime time, PlatformTransactionManager transactionManager) {
    this.jdbc = jdbc;
    this.time = time;
    this.sealRows = new SealRows(jdbc);
    this.rows =
        new HeldRows<>(
            time, transactionManager, (groups, now) -> groups.forEach(group -> write(group, now)));
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
    return ids.isEmpty() ? List.of() : sealRows.read(ids);
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
   *
   * @throws LeaseLostException if one is not held by this holder any more
   */
  public void settle(long holder, List<? extends Settled> group) {
    rows.commit(holder, "", List.copyOf(group));
  }

  private void write(List<Settled> group, Instant now) {
    int written =
        jdbc.sql(
                """
                with seen as (
                  select * from unnest(:ids, :holders, :fences, :revisions, :manifests, :messages)
                    as v (id, holder, fence, revision, manifest, message)),
                locked as materialized (
                  select r.id, r.revision from recording r where r.id in (select id from seen)
                  order by r.key_digest for no key update),
                ended as (
                  select seen.*, seen.manifest is not null and locked.revision = seen.revision as shown
                  from locked join seen on seen.id = locked.id)
                update recording r
                set holder = null, seal_message = ended.message,
                    status = case when ended.shown then 'SEALED' else r.status end,
                    to_seal = r.to_seal and not ended.shown,
                    manifest_sha256 = case when ended.shown then ended.manifest else r.manifest_sha256 end,
                    sealed_at = case when ended.shown then :now::timestamptz else r.sealed_at end
                from ended
                where r.id = ended.id and r.holder = ended.holder and r.fence = ended.fence
                """)
            .param("ids", Column.number(group, settled -> settled.recording().id()))
            .param("holders", Column.number(group, settled -> settled.recording().holder()))
            .param("fences", Column.number(group, settled -> settled.recording().fence()))
            .param("revisions", Column.number(group, settled -> settled.recording().revision()))
            .param("manifests", Column.text(group, Settled::manifestSha256))
            .param("messages", Column.text(group, Settled::message))
            .param("now", now.toString())
            .update();
    if (written != group.size()) {
      throw new LeaseLostException(
          "%d of %d recordings that were sealed are not held by this process any more"
              .formatted(group.size() - written, group.size()));
    }
  }
}
