package org.recordingarchiver.bag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.ledger.RecordingName;
import org.recordingarchiver.store.ArchiveKey;

class BagLayoutTests {

  private static final Instant KNOWN = Instant.parse("2026-02-03T04:05:06Z");

  private static RecordingName name(@Nullable String startedAt, @Nullable String callId) {
    Instant start = startedAt == null ? null : Instant.parse(startedAt);
    return new RecordingName(start, KNOWN, callId, "ab12".repeat(16));
  }

  @Test
  void placesABagByStartCallAndRecording() {
    assertThat(
            BagLayout.bag(
                name("2026-01-05T07:00:00.1234567Z", "0c6c9f4e-5b0a-4a61-9d0f-3f2f5a1b7c11")))
        .hasToString("2026/01/05/20260105T070000Z-0c6c9f4e-ab12ab12ab12");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, 2026/02/03/20260203T040506Z-unknown-ab12ab12ab12",
        "0001-01-01T00:00:00Z, x, 2026/02/03/20260203T040506Z-x-ab12ab12ab12",
        "+10000-01-01T00:00:00Z, x, 2026/02/03/20260203T040506Z-x-ab12ab12ab12",
        "2026-01-05T07:00:00Z, ../../etc/passwd, 2026/01/05/20260105T070000Z-etcpassw-ab12ab12ab12",
        "2026-01-05T07:00:00Z, 🎙, 2026/01/05/20260105T070000Z-unknown-ab12ab12ab12",
      })
  void makesSafeNamesOfWhateverTheEventSays(
      @Nullable String startedAt, @Nullable String callId, String expected) {
    assertThat(BagLayout.bag(name(startedAt, callId))).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 10_000, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void namesChunksByIndexAndDigestOfTheDocument(long index) {
    ArchiveKey content =
        BagLayout.content(BagLayout.bag(name(null, null)), index, "../\u0000", "mp4");

    assertThat(content.value())
        .matches(".*/data/chunk--?\\d{4,}-[0-9a-f]{8}\\.mp4|.*/data/chunk--\\d+-[0-9a-f]{8}\\.mp4");
    assertThat(content.value()).doesNotContain("..");
  }
}
