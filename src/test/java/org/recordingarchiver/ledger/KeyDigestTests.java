package org.recordingarchiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyDigestTests {

  @Test
  void differentNamesNeverMakeTheSameKey() {
    List<KeyDigest> keys =
        Stream.of(
                recording("acs", "r", null, null),
                recording("acsr", "", null, null),
                recording("acs", null, "r", null),
                recording("acs", null, null, "r"),
                recording("acs", null, null, null),
                recording("acs", "?", null, null),
                recording("acs", "\ud800", null, null),
                recording("acs", "\ud801", null, null),
                recording("acs", "\ufffd", null, null),
                recording("acs", "\0", null, null))
            .map(KeyDigest::ofRecording)
            .toList();

    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void aResourceIsTheSameInAnyCase() {
    assertThat(KeyDigest.ofRecording(recording("ACS", "r", "c", "s")))
        .isEqualTo(KeyDigest.ofRecording(recording("acs", "r", null, null)))
        .hasSameHashCodeAs(KeyDigest.ofRecording(recording("acs", "r", null, null)));
  }

  @Test
  void keysAreOrderedAsTheDatabaseOrdersBytes() {
    assertThat(new KeyDigest(new byte[] {(byte) 0x80}))
        .isGreaterThan(new KeyDigest(new byte[] {0x7F}));
  }

  private static AnnouncedRecording recording(
      String resource,
      @Nullable String recordingId,
      @Nullable String callId,
      @Nullable String serverCallId) {
    return new AnnouncedRecording(
        resource,
        recordingId,
        callId,
        serverCallId,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(Announcements.chunk("r")));
  }
}
