package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PagesTests {

  private final List<Long> asked = new ArrayList<>();
  private long end = 7;

  private List<Long> page(long after) {
    asked.add(after);
    return LongStream.rangeClosed(after + 1, Math.min(end, after + 3)).boxed().toList();
  }

  @Test
  void readsEachPageWhileTheOneBeforeIsWorkedOn() {
    Pages<Long> pages = new Pages<>(Runnable::run, this::page, id -> id);

    assertThat(pages.next()).isEqualTo(1);
    assertThat(asked).containsExactly(0L, 3L);
    assertThat(Stream.generate(() -> pages.next()).limit(6))
        .containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(asked).containsExactly(0L, 3L, 6L, 7L);
    assertThat(pages.next()).isNull();
  }

  @Test
  void behindTheEndNothingComesTwice() {
    Pages<Long> pages = new Pages<>(Runnable::run, this::page, id -> id);
    while (pages.next() != null) {
      assertThat(asked.size()).isLessThan(10);
    }

    end = 8;

    assertThat(pages.next()).isEqualTo(8);
    assertThat(pages.next()).isNull();
  }

  @Test
  void throwsWhatReadingThrewWhereThePageIsWanted() {
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Pages<Long> pages = new Pages<>(threads, this::firstPageOnly, id -> id);

      assertThat(pages.next()).isEqualTo(1);
      assertThatIllegalStateException().isThrownBy(pages::next).withMessage("after 1");
    }
  }

  private List<Long> firstPageOnly(long after) {
    if (after > 0) {
      throw new IllegalStateException("after " + after);
    }
    return List.of(1L);
  }
}
