package org.recordingarchiver.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

/**
 * What every store promises about the files it keeps; see also {@link ArchiveStoreOpeningContract}
 * and {@link IncomingContract}.
 */
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
  void keepsAnEmptyFile() {
    Deliveries.publish(store(), KEY, new byte[0]);

    assertThat(store().readBack(KEY)).contains(Deliveries.digest(new byte[0]));
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
        .isEqualTo(
            "quarantine/"
                + KEY
                + ".conflict-"
                + Deliveries.digest(other).sha256().hex().substring(0, 8));
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
    assertThat(store().look(KEY)).isEmpty();
    assertThat(store().lookAndReadBack(KEY)).isEmpty();
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

    store().replaceTag("host-1", tag, "long, and of the first time".getBytes(UTF_8));
    store().replaceTag("host-1", tag, "second".getBytes(UTF_8));

    assertThat(store().read(tag)).contains("second".getBytes(UTF_8));
  }

  private StoreException.Conflict conflict(byte[] bytes) {
    return catchThrowableOfType(
        StoreException.Conflict.class, () -> Deliveries.publish(store(), KEY, bytes));
  }
}
