package org.recordingarchiver.ledger;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which resources were paused when a run last had to do with them. Each write has a transaction of
 * its own: a lane must not keep a connection while it goes on to fetch.
 */
@Component
public class PausedResources {

  private final JdbcClient jdbc;
  private final HolderTime time;

  PausedResources(JdbcClient jdbc, HolderTime time) {
    this.jdbc = jdbc;
    this.time = time;
  }

  /** The resources that the next run should send one probe. */
  public Set<String> all() {
    return jdbc.sql("select resource from paused_resource").query(String.class).set();
  }

  /**
   * Remembers a pause; a later one replaces it.
   *
   * @throws LeaseLostException if the holder was declared dead
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void pause(String resource, long holder, String message) {
    time.ifAlive(holder);
    jdbc.sql(
            """
            insert into paused_resource (resource, holder, message) values (?, ?, ?)
            on conflict (resource) do update
            set paused_at = now(), holder = excluded.holder, message = excluded.message
            """)
        .params(resource, holder, message)
        .update();
  }

  /**
   * Its key was accepted again.
   *
   * @throws LeaseLostException if the holder was declared dead
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void resume(String resource, long holder) {
    time.ifAlive(holder);
    jdbc.sql("delete from paused_resource where resource = ?").param(resource).update();
  }
}
