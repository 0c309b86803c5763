package org.recordingarchiver.ledger;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stores that this ledger belongs to. */
@Component
public class KnownStores {

  private final JdbcClient jdbc;

  KnownStores(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The id that the store must carry, empty before the first one is known. */
  public Optional<String> expected() {
    return jdbc.sql("select id from archive_store order by first_seen limit 1")
        .query(String.class)
        .optional();
  }

  /** Notes a store, and where it is now; harmless when repeated. */
  public void remember(String id, String location) {
    jdbc.sql(
            """
            insert into archive_store as s (id, location) values (?, ?)
            on conflict (id) do update set location = excluded.location
            where s.location <> excluded.location
            """)
        .params(id, location)
        .update();
  }
}
