package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How every store is found to be the right one. */
abstract class ArchiveStoreOpeningContract {

  /** A store in the place of this test, which was empty at first; not opened. */
  abstract ArchiveStore closed();

  @Test
  void makesAnEmptyPlaceIntoAStoreAndKnowsItAgain() {
    String id = closed().open(null);

    assertThat(closed().open(id)).isEqualTo(id);
    assertThat(closed().open(null)).isEqualTo(id);
  }

  @Test
  void refusesAnEmptyPlaceWhereAStoreIsExpected() {
    assertThatExceptionOfType(StoreException.Unavailable.class)
        .isThrownBy(() -> closed().open("5f3ad7c0-0000-4000-8000-000000000000"))
        .withMessageContainingAll(closed().location(), "5f3ad7c0-0000-4000-8000-000000000000");
  }

  @Test
  void refusesAnotherStoreThanTheExpected() {
    String id = closed().open(null);

    assertThatExceptionOfType(StoreException.Unavailable.class)
        .isThrownBy(() -> closed().open("5f3ad7c0-0000-4000-8000-000000000000"))
        .withMessageContainingAll(closed().location(), "5f3ad7c0-0000-4000-8000-000000000000", id);
  }

  @Test
  void doesNothingBeforeItIsOpen() {
    ArchiveKey key = new ArchiveKey("a");

    assertThatIllegalStateException().isThrownBy(() -> closed().admit("holder"));
    assertThatIllegalStateException().isThrownBy(() -> closed().expel("holder"));
    assertThatIllegalStateException().isThrownBy(() -> closed().look(key));
    assertThatIllegalStateException().isThrownBy(() -> closed().receive("holder"));
    assertThatIllegalStateException()
        .isThrownBy(() -> closed().replaceTag("host-1", key, new byte[0]));
    assertThatIllegalStateException().isThrownBy(() -> closed().readBack(key));
    assertThatIllegalStateException().isThrownBy(() -> closed().length(key));
    assertThatIllegalStateException().isThrownBy(() -> closed().read(key));
    assertThatIllegalStateException().isThrownBy(() -> closed().sweepIncoming(holder -> false));
  }

  @Test
  void manyWhoMakeItAtOnceAgreeOnOneId() throws Exception {
    List<Callable<String>> starters =
        Stream.<Callable<String>>generate(() -> () -> closed().open(null)).limit(24).toList();

    try (ExecutorService threads = Executors.newFixedThreadPool(24)) {
      List<Future<String>> ids = threads.invokeAll(starters);

      assertThat(ids).extracting(Future::get).containsOnly(closed().open(null));
    }
  }
}
