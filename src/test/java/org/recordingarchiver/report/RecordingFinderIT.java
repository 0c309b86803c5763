package org.recordingarchiver.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.recordingarchiver.report.FindLedger.START;
import static org.recordingarchiver.report.FindLedger.person;
import static org.recordingarchiver.report.FindLedger.phone;
import static org.recordingarchiver.report.FindLedger.stay;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.report.FoundRecording.Call;
import org.recordingarchiver.report.FoundRecording.Chunk;
import org.recordingarchiver.report.FoundRecording.Participant;

class RecordingFinderIT {

  private final FindLedger ledger = new FindLedger();

  @Test
  void findsNothingInAnEmptyLedger() {
    assertThat(ledger.finder().find(RecordingCriteria.NEWEST))
        .isEqualTo(new FoundRecordings(List.of(), false));
  }

  @Test
  void listsTheNewestWithoutAnyCriterion() {
    ledger.recording("old", START, 1L);
    ledger.recording("new", START.plusSeconds(2), 1L);
    ledger.recording("middle", START.plusSeconds(1), 1L);
    ledger.recording("of an unknown time, taken for the one it became known", null, null);

    assertThat(found(RecordingCriteria.NEWEST))
        .containsExactly(
            "of an unknown time, taken for the one it became known", "new", "middle", "old");
  }

  @Test
  void saysWhetherTheLimitLeftSomeOut() {
    for (int n = 0; n < 3; n++) {
      ledger.recording("r" + n, START.plusSeconds(n), 1L);
    }

    FoundRecordings two = ledger.finder().find(limit(2));
    FoundRecordings three = ledger.finder().find(limit(3));

    assertThat(two.recordings())
        .extracting(FoundRecording::recordingId)
        .containsExactly("r2", "r1");
    assertThat(two.more()).isTrue();
    assertThat(three.recordings()).hasSize(3);
    assertThat(three.more()).isFalse();
  }

  @Test
  void tellsAllThatIsKnown() {
    ledger.recording("acs", "r", "call of r", "server call of r", START, 60_000L, 2);
    ledger.callOf("r", stay("p", "4:+1425", "+1425", "Alex", START));
    ledger.archived("d0 of r");
    ledger.lost("d1 of r");
    ledger.sealed("r");

    FoundRecording found = ledger.finder().find(RecordingCriteria.NEWEST).recordings().getFirst();

    Instant expires = found.chunks().getFirst().expiresAt();
    assertThat(found)
        .isEqualTo(
            new FoundRecording(
                found.recording(),
                "acs",
                "r",
                "call of r",
                "server call of r",
                "SEALED",
                START,
                found.knownSince(),
                60_000L,
                "audio",
                "mixed",
                "wav",
                "store",
                "/archive/bag/of/" + found.recording(),
                List.of(
                    new Call(
                        "server call of r",
                        "call of r",
                        null,
                        START,
                        "8:acs:starter",
                        START.plusSeconds(60),
                        60.5,
                        "0 bye",
                        null,
                        List.of(
                            new Participant(
                                "p", "4:+1425", "kind", "+1425", "Alex", "Caller", START, START)))),
                List.of(
                    new Chunk(
                        found.chunks().getFirst().chunk(),
                        0,
                        "d0 of r",
                        "ARCHIVED",
                        null,
                        null,
                        1,
                        null,
                        expires,
                        Instant.parse("2026-01-05T08:00:00Z"),
                        10L,
                        "/archive/bag/of/%d/data/0.wav".formatted(found.recording()),
                        "/archive/bag/of/%d/data/0.json".formatted(found.recording())),
                    new Chunk(
                        found.chunks().getLast().chunk(),
                        1,
                        "d1 of r",
                        "LOST",
                        "NOT_FOUND",
                        "404",
                        1,
                        null,
                        found.chunks().getLast().expiresAt(),
                        null,
                        null,
                        null,
                        null))));
  }

  @Test
  void findsByEitherIdOfTheCall() {
    ledger.recording("a");
    ledger.recording("b");

    assertThat(found(call("call of a"))).containsExactly("a");
    assertThat(found(call("server call of b"))).containsExactly("b");
    assertThat(found(call("call of"))).isEmpty();
  }

  @Test
  void findsByAnIdThatOnlyTheEventsOfTheCallName() {
    ledger.recording("acs", "by correlation", "C1", null, START, 1L, 1);
    ledger.call("acs", "S1", "C1");
    ledger.recording("acs", "by server call", null, "S2", START, 1L, 1);
    ledger.call("acs", "S2", "C2");

    assertThat(found(call("S1"))).containsExactly("by correlation");
    assertThat(found(call("C2"))).containsExactly("by server call");
  }

  @Test
  void aCallOfAnotherResourceIsAnotherCall() {
    ledger.recording("acs", "r", "C", "S", START, 1L, 1);
    ledger.call("other", "S", "C", person("8:acs:x", "Alex"));

    assertThat(found(participant("Alex"))).isEmpty();
    assertThat(only(RecordingCriteria.NEWEST).calls()).isEmpty();
  }

  @Test
  void findsAllRecordingsOfACall() {
    ledger.recording("acs", "first", "C", "S", START, 1L, 1);
    ledger.recording("acs", "second", "C", "S", START.plusSeconds(9), 1L, 1);
    ledger.call("acs", "S", "C", person("8:acs:x", "Alex"));

    assertThat(found(call("C"))).containsExactly("second", "first");
    assertThat(found(participant("Alex"))).containsExactly("second", "first");
  }

  @Test
  void findsByTheIdOfTheRecording() {
    ledger.recording("a");
    ledger.recording("b");

    assertThat(found(criteria("b", null, null, null, null))).containsExactly("b");
  }

  @Test
  void findsByIdsOfAnyLength() {
    StringBuilder random = new StringBuilder();
    new Random(7).ints(9_000, '0', 'z').forEach(random::appendCodePoint);
    String id = random.toString();
    ledger.recording(id);
    ledger.recording(id + "and more");
    ledger.callOf(id, person(id, id));

    assertThat(found(criteria(id, null, null, null, null))).containsExactly(id);
    assertThat(found(call("call of " + id))).containsExactly(id);
    assertThat(found(call("server call of " + id))).containsExactly(id);
    assertThat(found(participant(id))).containsExactly(id);
    assertThat(found(participant(id.substring(1)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+14255550100",
        "14255550100",
        "0014255550100",
        "4:+14255550100",
        "+1 (425) 555-0100",
        " +1.425.555.0100 ",
        "+1 425 555‑0100",
        "4:+14255550100_asserted"
      })
  void findsByPhoneNumberHoweverItIsPunctuated(String text) {
    ledger.recording("r");
    ledger.callOf("r", phone("+14255550100", null), person("8:acs:x", null));
    ledger.recording("of another");
    ledger.callOf("of another", phone("+142555501009", null));

    assertThat(found(participant(text))).containsExactly("r");
  }

  @Test
  void findsByPhoneNumberHoweverTheEventPunctuatesIt() {
    ledger.recording("r");
    ledger.callOf("r", phone("+1 425-555 0100", null));

    assertThat(found(participant("+14255550100"))).containsExactly("r");
  }

  @Test
  void findsByRawId() {
    ledger.recording("r");
    ledger.callOf("r", person("8:acs:abc_d", "Alex"));

    assertThat(found(participant("8:acs:abc_d"))).containsExactly("r");
    assertThat(found(participant("8:acs:abc"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Zoë Müller,       müller",
    "Zoë Müller,       ZOË",
    "Zoë Müller,       ë m",
    "ΑΛΈΞΑΝΔΡΟΣ,       αλέξ",
    "100% [a-z]* (x|y), '% [A-Z]* (X|'",
    "back\\slash,      'K\\S'",
    "under_score,      r_s"
  })
  void findsByPartOfADisplayNameInAnyCase(String name, String text) {
    ledger.recording("r");
    ledger.callOf("r", person("8:acs:x", name));
    ledger.recording("of another");
    ledger.callOf("of another", person("8:acs:y", "Robin Doe 100 a under-score"));

    assertThat(found(participant(text))).containsExactly("r");
  }

  @Test
  void readsNamesOnlyIfNobodyIsNamedExactly() {
    ledger.recording("of the number");
    ledger.callOf("of the number", phone("+555123", null));
    ledger.recording("of the name");
    ledger.callOf("of the name", person("8:acs:x", "Desk 555123"));

    assertThat(found(participant("555123"))).containsExactly("of the number");
    assertThat(found(participant("desk 555123"))).containsExactly("of the name");
  }

  @Test
  void keepsHostileDisplayNamesAsTheyAre() {
    String hostile = "\u001b[2JAlex\r\n'; drop table call; --\u202e";
    ledger.recording("r");
    ledger.callOf("r", person("8:acs:x", hostile));

    FoundRecording found = only(participant("'; drop table call; --"));

    assertThat(found.calls().getFirst().participants())
        .extracting(Participant::displayName)
        .containsExactly(hostile);
  }

  @Test
  void findsARecordingOnceHoweverOftenSomeoneCameAndWent() {
    ledger.recording("r");
    ledger.callOf(
        "r",
        stay("p2", "8:acs:x", null, "Alex", START.plusSeconds(30)),
        stay("p1", "8:acs:x", null, "Alex", START.plusSeconds(1)));

    FoundRecording found = only(participant("Alex"));

    assertThat(found.calls().getFirst().participants())
        .extracting(Participant::participantId)
        .containsExactly("p1", "p2");
  }

  @Test
  void aCallWithoutRecordingIsNotFound() {
    ledger.callOf("never recorded", person("8:acs:x", "Alex"));

    assertThat(found(participant("Alex"))).isEmpty();
    assertThat(found(call("call of never recorded"))).isEmpty();
  }

  @Test
  void aRecordingWithoutCallIsFoundByItsOwnIds() {
    ledger.recording("acs", "r", null, null, START, null, 1);

    FoundRecording found = only(criteria("r", null, null, null, null));

    assertThat(found.calls()).isEmpty();
    assertThat(found.callId()).isNull();
    assertThat(found.bag()).isNull();
    assertThat(found.durationMs()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // 07:00 to 07:10
        "-,                    -,                    true",
        "2026-01-05T07:00:00Z, -,                    true",
        "2026-01-05T07:09:59Z, -,                    true",
        "2026-01-05T07:10:00Z, -,                    false",
        "-,                    2026-01-05T07:00:01Z, true",
        "-,                    2026-01-05T07:00:00Z, false",
        "2026-01-05T07:05:00Z, 2026-01-05T07:06:00Z, true",
        "2026-01-05T06:00:00Z, 2026-01-05T08:00:00Z, true",
        "2026-01-05T06:00:00Z, 2026-01-05T07:00:00Z, false",
        "0001-01-01T00:00:00Z, 9999-12-31T23:59:59Z, true"
      })
  void findsWhatWasRecordedWithinARangeOfTime(
      @Nullable Instant from, @Nullable Instant to, boolean expected) {
    ledger.recording("r", START, 600_000L);

    assertThat(found(criteria(null, null, null, from, to)))
        .isEqualTo(expected ? List.of("r") : List.of());
  }

  @ParameterizedTest
  @CsvSource({"3599000, false", "3601000, true", "90000000000, true", "9223372036854775807, true"})
  void findsTheLongestRecordingThatStillWentOn(long durationMs, boolean expected) {
    ledger.recording("r", START, durationMs);

    assertThat(found(criteria(null, null, null, START.plus(Duration.ofHours(1)), null)))
        .isEqualTo(expected ? List.of("r") : List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
  void findsByTimesThatNoRecorderHas(Instant start) {
    ledger.recording("r", start, 1L);
    ledger.recording("negative", start, Long.MIN_VALUE);

    assertThat(found(criteria(null, null, null, start, null)))
        .containsExactlyInAnyOrder("r", "negative");
  }

  @Test
  void findsByTheStatusOfAChunkOrOfTheRecording() {
    for (String name : List.of("queued", "claimed", "failed", "lost", "archived", "deleted")) {
      ledger.recording(name);
    }
    ledger.claimed("d0 of claimed");
    ledger.failed("d0 of failed");
    ledger.lost("d0 of lost");
    ledger.archived("d0 of archived");
    ledger.archived("d0 of deleted");
    ledger.sealed("deleted");
    ledger.deleted("d0 of deleted");

    assertThat(found(status(SoughtStatus.QUEUED))).containsExactly("queued");
    assertThat(found(status(SoughtStatus.CLAIMED))).containsExactly("claimed");
    assertThat(found(status(SoughtStatus.FAILED))).containsExactly("failed");
    assertThat(found(status(SoughtStatus.LOST))).containsExactly("lost");
    assertThat(found(status(SoughtStatus.ARCHIVED))).containsExactly("deleted", "archived");
    assertThat(found(status(SoughtStatus.SOURCE_DELETED))).containsExactly("deleted");
    assertThat(found(status(SoughtStatus.SEALED))).containsExactly("deleted");
    assertThat(found(status(SoughtStatus.OPEN))).hasSize(5).doesNotContain("deleted");
    assertThat(found(status(SoughtStatus.LOST, SoughtStatus.FAILED, SoughtStatus.SEALED)))
        .containsExactly("deleted", "lost", "failed");
  }

  @Test
  void oneChunkOfTheStatusIsEnough() {
    ledger.recording("acs", "r", "C", "S", START, 1L, 3);
    ledger.archived("d0 of r");
    ledger.lost("d2 of r");

    assertThat(found(status(SoughtStatus.LOST))).containsExactly("r");
    assertThat(found(status(SoughtStatus.QUEUED))).containsExactly("r");
    assertThat(only(status(SoughtStatus.ARCHIVED)).chunks())
        .extracting(Chunk::index, Chunk::hasCopy)
        .containsExactly(tuple(0L, true), tuple(1L, false), tuple(2L, false));
  }

  @Test
  void allCriteriaMustHold() {
    ledger.recording("r", START, 1L);
    ledger.callOf("r", person("8:acs:x", "Alex"));
    ledger.recording("later", START.plusSeconds(60), 1L);
    ledger.callOf("later", person("8:acs:x", "Alex"));
    RecordingCriteria all =
        new RecordingCriteria(
            "r",
            "call of r",
            "alex",
            START,
            START.plusSeconds(1),
            EnumSet.of(SoughtStatus.QUEUED),
            1);

    assertThat(found(all)).containsExactly("r");
    assertThat(found(criteria(null, null, "alex", null, null))).containsExactly("later", "r");
    assertThat(found(criteria("later", "call of r", null, null, null))).isEmpty();
    assertThat(found(criteria("r", "call of r", "robin", null, null))).isEmpty();
    assertThat(found(criteria("r", null, "alex", START.plusSeconds(1), null))).isEmpty();
    assertThat(
            found(
                new RecordingCriteria(
                    "r", null, "alex", null, null, EnumSet.of(SoughtStatus.LOST), 1)))
        .isEmpty();
  }

  private List<String> found(RecordingCriteria criteria) {
    return ledger.finder().find(criteria).recordings().stream()
        .map(recording -> String.valueOf(recording.recordingId()))
        .toList();
  }

  private FoundRecording only(RecordingCriteria criteria) {
    List<FoundRecording> found = ledger.finder().find(criteria).recordings();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static RecordingCriteria call(String id) {
    return criteria(null, id, null, null, null);
  }

  private static RecordingCriteria participant(String text) {
    return criteria(null, null, text, null, null);
  }

  private static RecordingCriteria status(SoughtStatus... statuses) {
    return new RecordingCriteria(
        null, null, null, null, null, EnumSet.copyOf(Arrays.asList(statuses)), 100);
  }

  private static RecordingCriteria limit(int limit) {
    return new RecordingCriteria(null, null, null, null, null, Set.of(), limit);
  }

  private static RecordingCriteria criteria(
      @Nullable String recording,
      @Nullable String call,
      @Nullable String participant,
      @Nullable Instant from,
      @Nullable Instant to) {
    return new RecordingCriteria(recording, call, participant, from, to, Set.of(), 100);
  }
}
