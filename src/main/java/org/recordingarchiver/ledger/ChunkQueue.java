package org.recordingarchiver.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Chunks that wait for a lane, least slack first. */
@Component
public class ChunkQueue {

  /** The parts of the queue, in the order in which lanes serve them. */
  public enum Part {
    /** Due and not yet expired. */
    DUE("status = 'QUEUED' and expires_at > now() and not_before <= now()", "expires_at"),
    /** Past their expiry, but perhaps still to be had. */
    EXPIRED("status = 'QUEUED' and expires_at <= now() and not_before <= now()", "expires_at desc"),
    /** FAILED ones whose time for another try has come. */
    FAILED("status = 'FAILED' and not_before <= now()", "not_before");

    private final String condition;
    private final String order;

    Part(String condition, String order) {
      this.condition = condition;
      this.order = order;
    }
  }

  /**
   * What a claim is for.
   *
   * @param wanted at most so many
   * @param paused resources to leave alone
   * @param keepSource note on the chunks that their sources are to be kept
   */
  public record Order(
      long holder, long batch, Part part, int wanted, Set<String> paused, boolean keepSource) {}

  /** A chunk that would be claimed. */
  public record Waiting(
      long chunk, String resource, String documentId, Instant expiresAt, boolean keepSource) {}

  /** Notes in the batch what was claimed. */
  private static final String TAKEN =
      """
      ,
      taken as (
        insert into batch_chunk (batch, chunk) select :batch, id from claimed
        on conflict (batch, chunk) do update set outcome = 'TAKEN', cause = null)\
      """;

  private static final String NAMED =
      """
      select id from chunk
      where id = any (:chunks) and status in ('QUEUED', 'FAILED')
      for update skip locked\
      """;

  private final JdbcClient jdbc;
  private final HolderTime time;

  ChunkQueue(JdbcClient jdbc, HolderTime time) {
    this.jdbc = jdbc;
    this.time = time;
  }

  /**
   * Claims chunks in a short transaction of its own; claims of others never overlap.
   *
   * @throws LeaseLostException if the holder was declared dead: nobody would free its chunks again
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public List<ClaimedChunk> claim(Order order) {
    time.ifAlive(order.holder());
    return jdbc.sql(claimSql(due(order.part())))
        .param("paused", order.paused().toArray(String[]::new))
        .param("wanted", order.wanted())
        .param("holder", order.holder())
        .param("keepSource", order.keepSource())
        .param("batch", order.batch())
        .query(ClaimedChunkRow::map)
        .list();
  }

  /**
   * Claims those of these chunks that are QUEUED or FAILED and that nobody else has a lock on, due
   * or not, in a short transaction of its own.
   *
   * @throws LeaseLostException if the holder was declared dead: nobody would free its chunks again
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public List<ClaimedChunk> claim(long holder, long batch, List<Long> chunks) {
    time.ifAlive(holder);
    return jdbc.sql(claimSql(NAMED))
        .param("chunks", Column.number(chunks, chunk -> chunk))
        .param("holder", holder)
        .param("keepSource", false)
        .param("batch", batch)
        .query(ClaimedChunkRow::map)
        .list();
  }

  /**
   * Claims chunks that a person named, outside of any batch, all of them or none.
   *
   * @throws CaseException if one is neither FAILED nor QUEUED, or just in the hands of another;
   *     nothing was changed
   * @throws LeaseLostException if the holder was declared dead
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public List<ClaimedChunk> claimNamed(long holder, Collection<Long> chunks) {
    time.ifAlive(holder);
    List<ClaimedChunk> claimed =
        jdbc.sql(claimSql(NAMED, ""))
            .param("chunks", Column.number(List.copyOf(chunks), id -> id))
            .param("holder", holder)
            .param("keepSource", false)
            .param("batch", 0)
            .query(ClaimedChunkRow::map)
            .list();
    Set<Long> missing = new TreeSet<>(chunks);
    claimed.forEach(chunk -> missing.remove(chunk.id()));
    if (!missing.isEmpty()) {
      throw new CaseException(
          "in the hands of another run: chunk %s; nothing was changed, try again when it has ended"
              .formatted(missing.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
    return claimed;
  }

  /** Lets go of chunks that a person named, each as it was before it was claimed. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void putBack(long holder, Map<Long, ChunkStatus> chunks) {
    List<Map.Entry<Long, ChunkStatus>> each = List.copyOf(chunks.entrySet());
    jdbc.sql(
            """
            update chunk c set status = v.status, holder = null
            from unnest(:chunks, :statuses) as v (id, status)
            where c.id = v.id and c.holder = :holder and c.status = 'CLAIMED'
            """)
        .param("chunks", Column.number(each, Map.Entry::getKey))
        .param("statuses", Column.value(each, Map.Entry::getValue))
        .param("holder", holder)
        .update();
  }

  private static String due(Part part) {
    return """
    select id from chunk
    where %s and resource <> all (:paused)
    order by %s
    limit :wanted
    for update skip locked\
    """
        .formatted(part.condition, part.order);
  }

  /** Claims what {@code due} selects. */
  private static String claimSql(String due) {
    return claimSql(due, TAKEN);
  }

  private static String claimSql(String due, String taken) {
    return """
    with due as materialized (
      %s),
    claimed as (
      update chunk c
      set status = 'CLAIMED', holder = :holder, fence = c.fence + 1,
          keep_source = c.keep_source or :keepSource
      from due where c.id = due.id
      returning c.*)%s
    select c.id, c.holder, c.fence, c.resource, c.document_id, c.chunk_index, c.attempts,
           c.bad_answers, c.keep_source, c.content_sha256, c.content_location, c.metadata_location,
           c.delete_location, c.delete_object is distinct from c.content_object as deletes_other,
           (extract(epoch from c.expires_at - now()) * 1000)::bigint as slack_ms,
           (extract(epoch from c.lost_after - now()) * 1000)::bigint as until_lost_ms,
           array(select a.content_location from chunk_alternate a where a.chunk = c.id
                 order by a.event, a.digest) as alternate_contents,
           array(select a.metadata_location from chunk_alternate a where a.chunk = c.id
                 order by a.event, a.digest) as alternate_metadatas,
           array(select coalesce(source_object(a.content_location) = c.content_object, false)
                 from chunk_alternate a where a.chunk = c.id
                 order by a.event, a.digest) as alternate_owns,
           (select count(*) from (
              select 1 from chunk o where o.recording = c.recording limit 2) o) = 1
             as alone,
           r.format_type, r.duration_ms, r.started_at, r.created_at, r.call_id,
           encode(r.key_digest, 'hex') as key_digest, :batch as batch
    from claimed c join recording r on r.id = c.recording
    order by c.expires_at
    """
        .formatted(due, taken);
  }

  /** How many chunks are due now, counted up to {@code most}. */
  public int due(int most) {
    return jdbc.sql(
            """
            select (select count(*) from (select 1 from chunk
                      where status = 'QUEUED' and not_before <= now() limit :most) q)
                 + (select count(*) from (select 1 from chunk
                      where status = 'FAILED' and not_before <= now() limit :most) f)
            """)
        .param("most", most)
        .query(Integer.class)
        .single();
  }

  /** How many chunks wait for the time of their next try. */
  public long waiting() {
    return jdbc.sql("select count(*) from chunk where status = 'QUEUED' and not_before > now()")
        .query(Long.class)
        .single();
  }

  /** How many chunks are not archived and have less slack than {@code atRisk}. */
  public long atRisk(Duration atRisk) {
    return jdbc.sql(
            """
            select (select count(*) from chunk
                    where status = 'QUEUED' and expires_at < now() + make_interval(secs => :secs))
                 + (select count(*) from chunk
                    where holder is not null and expires_at < now() + make_interval(secs => :secs))
            """)
        .param("secs", atRisk.toSeconds())
        .query(Long.class)
        .single();
  }

  /** What {@link #claim} would give now, without claiming. */
  public List<Waiting> peek(Part part, int most) {
    return jdbc.sql(
            """
            select id, resource, document_id, expires_at, keep_source from chunk
            where %s order by %s limit :most
            """
                .formatted(part.condition, part.order))
        .param("most", most)
        .query((row, number) ->
            new Waiting(
                row.getLong("id"),
                row.getString("resource"),
                row.getString("document_id"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("keep_source")))
        .list();
  }
}
