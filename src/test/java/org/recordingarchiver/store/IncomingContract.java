package org.recordingarchiver.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises about files that are still arriving. */
abstract class IncomingContract {

  private static final ArchiveKey KEY = new ArchiveKey("2026/01/05/call/data/chunk-0000.mp4");

  /** A store, opened, in the place of this test, which was empty at first. */
  abstract ArchiveStore store();

  @Test
  void digestsWhatCameInPiecesOfAnySize() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] bytes = new byte[3_000_000];
    random.nextBytes(bytes);

    Digest complete;
    ArchiveStore store = store();
    try (Incoming incoming = store.receive("host-1")) {
      for (int at = 0; at < bytes.length; ) {
        int count = Math.min(1 + random.nextInt(200_000), bytes.length - at);
        incoming.write(bytes, at, count);
        at += count;
        assertThat(incoming.length()).isEqualTo(at);
      }
      complete = incoming.complete();
      store.publish(incoming, KEY);
    }

    assertThat(complete).as("seed %d", seed).isEqualTo(Deliveries.digest(bytes));
    assertThat(store().readBack(KEY)).as("seed %d", seed).contains(complete);
  }

  @Test
  void restartDropsWhatCameBefore() {
    byte[] bytes = "second".getBytes(UTF_8);

    ArchiveStore store = store();
    try (Incoming incoming = store.receive("host-1")) {
      incoming.write("the first try".getBytes(UTF_8), 0, 13);
      incoming.restart();
      incoming.write(bytes, 0, bytes.length);
      incoming.complete();
      store.publish(incoming, KEY);
    }

    assertThat(store().read(KEY)).contains(bytes);
    assertThat(store().readBack(KEY)).contains(Deliveries.digest(bytes));
  }

  @Test
  void completingAgainGivesTheSameAnswerAndNothingCanBeWrittenAfterIt() {
    try (Incoming incoming = store().receive("host-1")) {
      incoming.write(new byte[] {1, 2, 3}, 0, 3);

      assertThat(incoming.complete()).isEqualTo(incoming.complete());

      assertThat(incoming.length()).isEqualTo(3);
      assertThatIllegalStateException().isThrownBy(() -> incoming.write(new byte[1], 0, 1));
      assertThatIllegalStateException().isThrownBy(incoming::restart);
    }
  }

  @Test
  void refusesToPublishWhatIsNotCompleteOrIsUsedUp() {
    ArchiveStore store = store();
    try (Incoming incoming = store.receive("host-1")) {
      assertThatIllegalStateException().isThrownBy(() -> store.publish(incoming, KEY));
      incoming.complete();
      store.publish(incoming, KEY);

      assertThatIllegalStateException().isThrownBy(() -> store.publish(incoming, KEY));
    }
  }

  @Test
  void closingDropsWhatWasNotPublished() {
    ArchiveStore store = store();
    Incoming incoming = store.receive("host-1");
    incoming.complete();

    incoming.close();
    incoming.close();

    assertThatIllegalStateException().isThrownBy(() -> store.publish(incoming, KEY));
    assertThat(store.length(KEY)).isEmpty();
  }

  @Test
  void sweepsTheFilesOfTheDeadAndLeavesThoseOfTheLiving() {
    ArchiveStore store = store();
    store.admit("dead");
    store.admit("living");
    try (Incoming dead = store.receive("dead");
        Incoming living = store.receive("living")) {
      dead.complete();
      living.complete();

      store.sweepIncoming(Set.of("living", "idle")::contains);

      store.publish(living, KEY);
      assertThatExceptionOfType(StoreException.Failed.class)
          .isThrownBy(() -> store.publish(dead, KEY.resolve("other")));
    }
    assertThat(store.length(KEY)).isEqualTo(Optional.of(0L));
  }

  @Test
  void nothingOfAHolderThatWasExpelledGetsIn() {
    ArchiveStore store = store();
    ArchiveKey tag = new ArchiveKey("2026/01/05/call/call.json");
    store.replaceTag("host-1", tag, new byte[] {1});
    try (Incoming whole = store.receive("host-1");
        Incoming half = store.receive("host-1")) {
      whole.complete();

      store.expel("host-1");
      store.expel("host-1");

      half.write(new byte[] {1}, 0, 1);
      assertThatFails(() -> store.publish(whole, KEY));
      assertThatFails(() -> {
        half.complete();
        store.publish(half, KEY);
      });
      assertThatFails(() -> store.receive("host-1"));
      assertThatFails(() -> store.replaceTag("host-1", tag, new byte[] {2}));
    }
    assertThat(store.length(KEY)).isEmpty();
    assertThat(store.read(tag)).contains(new byte[] {1});
  }

  @Test
  void aHolderThatWasExpelledTakesNothingOutOfQuarantine() {
    ArchiveStore store = store();
    ArchiveKey quarantined;
    try (Incoming damaged = store.receive("host-1")) {
      damaged.complete();
      quarantined = store.quarantine(damaged, KEY);
    }
    store.expel("host-1");

    assertThatFails(() -> store.release("host-1", quarantined, KEY));

    assertThat(store.length(KEY)).isEmpty();
    store.release("holder-1", quarantined, KEY);
    assertThat(store.length(KEY)).contains(0L);
  }

  @Test
  void expellingOneLeavesTheOthersIn() {
    ArchiveStore store = store();
    try (Incoming incoming = store.receive("holder-1")) {
      incoming.complete();

      store.expel("host-1");
      store.expel("never-seen");

      store.publish(incoming, KEY);
    }
    assertThat(store.length(KEY)).contains(0L);
  }

  private static void assertThatFails(ThrowingCallable deed) {
    assertThatExceptionOfType(StoreException.Failed.class).isThrownBy(deed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../x", "a/b", ".hidden", "a\0", "ä", "a b"})
  void refusesHoldersThatAreNotSafeNames(String holder) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store().admit(holder))
        .withMessage("not a safe name of a holder: " + holder);
  }
}
