package org.recordingarchiver.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.ClaimedChunk.Location;

/** Reads what a claim returns. */
final class ClaimedChunkRow {

  private ClaimedChunkRow() {}

  static ClaimedChunk map(ResultSet row, int number) throws SQLException {
    return new ClaimedChunk(
        row.getLong("id"),
        row.getLong("holder"),
        row.getLong("fence"),
        row.getLong("batch"),
        row.getString("resource"),
        row.getString("document_id"),
        row.getLong("chunk_index"),
        row.getString("format_type"),
        millis(row, "duration_ms"),
        row.getBoolean("alone"),
        row.getInt("attempts"),
        row.getInt("bad_answers"),
        Duration.ofMillis(row.getLong("slack_ms")),
        Duration.ofMillis(row.getLong("until_lost_ms")),
        row.getBoolean("keep_source"),
        row.getString("content_sha256"),
        locations(row),
        row.getString("delete_location"),
        row.getBoolean("deletes_other"),
        recordingName(row));
  }

  private static @Nullable Duration millis(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Duration.ofMillis(millis);
  }

  static RecordingName recordingName(ResultSet row) throws SQLException {
    return new RecordingName(
        RowValues.instant(row, "started_at"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getString("call_id"),
        row.getString("key_digest"));
  }

  private static List<Location> locations(ResultSet row) throws SQLException {
    List<Location> locations = new ArrayList<>();
    add(locations, row.getString("content_location"), row.getString("metadata_location"), true);
    @Nullable String[] contents = strings(row.getArray("alternate_contents"));
    @Nullable String[] metadatas = strings(row.getArray("alternate_metadatas"));
    Boolean[] own = (Boolean[]) row.getArray("alternate_owns").getArray();
    for (int i = 0; i < contents.length; i++) {
      add(locations, contents[i], metadatas[i], own[i]);
    }
    return locations;
  }

  private static void add(
      List<Location> locations,
      @Nullable String content,
      @Nullable String metadata,
      boolean ownObject) {
    if (content != null) {
      locations.add(new Location(content, metadata, ownObject));
    }
  }

  private static @Nullable String[] strings(Array array) throws SQLException {
    return (String[]) array.getArray();
  }
}
