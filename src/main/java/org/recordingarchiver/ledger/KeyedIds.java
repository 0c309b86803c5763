package org.recordingarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Reads rows of a key and an id. */
final class KeyedIds implements ResultSetExtractor<Map<KeyDigest, Long>> {

  @Override
  public Map<KeyDigest, Long> extractData(ResultSet rows) throws SQLException {
    Map<KeyDigest, Long> ids = new HashMap<>();
    while (rows.next()) {
      ids.put(new KeyDigest(rows.getBytes(1)), rows.getLong(2));
    }
    return ids;
  }
}
