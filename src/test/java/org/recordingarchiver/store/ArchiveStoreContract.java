package org.recordingarchiver.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises; opening is in {@link ArchiveStoreOpeningContract}. */
abstract class ArchiveStoreContract {

  static final ArchiveKey KEY = new ArchiveKey("2026/01/05/call/data/chunk-0000.mp4");

  /** A store, opened, in the place of this test, which was empty at first. */
  abstract ArchiveStore store();

  @Test
  void keepsWhatWasReceived() {
    byte[] bytes = "some sound".getBytes(UTF_8);

    Digest published = Deliveries.publish(store(), KEY, bytes);

    assertThat(published).isEqualTo(Deliveries.digest(bytes));
    assertThat(store().readBack(KEY)).contains(published);
    assertThat(store().length(KEY)).contains(10L);
    assertThat(store().read(KEY)).contains(bytes);
  }

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
  void keepsAnEmptyFile() {
    Deliveries.publish(store(), KEY, new byte[0]);

    assertThat(store().readBack(KEY)).contains(Deliveries.digest(new byte[0]));
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
  void adoptsEqualBytesThatHaveTheNameAlready() {
    byte[] bytes = "the same".getBytes(UTF_8);
    Deliveries.publish(store(), KEY, bytes);

    Digest again = Deliveries.publish(store(), KEY, bytes);

    assertThat(store().readBack(KEY)).contains(again);
  }

  @Test
  void keepsOtherBytesBesideThoseThatHaveTheName() {
    byte[] first = "the first".getBytes(UTF_8);
    byte[] other = "quite another".getBytes(UTF_8);
    Deliveries.publish(store(), KEY, first);

    ArchiveKey keptAs = conflict(other).keptAs();
    ArchiveKey keptAgain = conflict(other).keptAs();

    assertThat(keptAs.value())
        .isEqualTo(KEY + ".conflict-" + Deliveries.digest(other).sha256().hex().substring(0, 8));
    assertThat(keptAgain).isEqualTo(keptAs);
    assertThat(store().read(KEY)).contains(first);
    assertThat(store().read(keptAs)).contains(other);
  }

  @Test
  void saysWhatConflicts() {
    Deliveries.publish(store(), KEY, new byte[] {1});

    StoreException.Conflict conflict = conflict(new byte[] {2, 3});

    assertThat(conflict)
        .hasMessage(
            "%s: other bytes lie there (%s) than came now (%s), which are kept as %s; compare the two",
            KEY,
            Deliveries.digest(new byte[] {1}),
            Deliveries.digest(new byte[] {2, 3}),
            conflict.keptAs());
  }

  @Test
  void answersEmptyForWhatIsNotThere() {
    assertThat(store().readBack(KEY)).isEmpty();
    assertThat(store().length(KEY)).isEmpty();
    assertThat(store().read(KEY)).isEmpty();
  }

  @Test
  void readsOnlySmallFilesAtOnce() {
    byte[] bytes = new byte[(int) ArchiveStore.LARGEST_READ + 1];
    Deliveries.publish(store(), KEY, bytes);

    assertThatExceptionOfType(StoreException.Failed.class)
        .isThrownBy(() -> store().read(KEY))
        .withMessageContaining("16777217 bytes are more than the 16777216 read at once");
    assertThat(store().length(KEY)).contains(16_777_217L);
  }

  @Test
  void replacesTagFilesAsAWhole() {
    ArchiveKey tag = new ArchiveKey("2026/01/05/call/bagit.txt");

    store().replaceTag(tag, "long, and of the first time".getBytes(UTF_8));
    store().replaceTag(tag, "second".getBytes(UTF_8));

    assertThat(store().read(tag)).contains("second".getBytes(UTF_8));
  }

  @Test
  void sweepsTheFilesOfTheDeadAndLeavesThoseOfTheLiving() {
    ArchiveStore store = store();
    try (Incoming dead = store.receive("dead");
        Incoming living = store.receive("living")) {
      dead.complete();
      living.complete();

      store.sweepIncoming(Set.of("living", "idle"));

      store.publish(living, KEY);
      assertThatExceptionOfType(StoreException.Failed.class)
          .isThrownBy(() -> store.publish(dead, KEY.resolve("other")));
    }
    assertThat(store.length(KEY)).isEqualTo(Optional.of(0L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../x", "a/b", ".hidden", "a\0", "ä", "a b"})
  void refusesHoldersThatAreNotSafeNames(String holder) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store().receive(holder))
        .withMessage("not a safe name of a holder: " + holder);
  }

  private StoreException.Conflict conflict(byte[] bytes) {
    return catchThrowableOfType(
        StoreException.Conflict.class, () -> Deliveries.publish(store(), KEY, bytes));
  }
}
