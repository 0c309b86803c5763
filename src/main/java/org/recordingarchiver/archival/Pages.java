package org.recordingarchiver.archival;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Items in the order of their ids, page after page. The next page is read while the last one is
 * worked on; for one thread.
 */
final class Pages<T> {

  private final Executor threads;
  private final LongFunction<List<T>> reader;
  private final ToLongFunction<T> id;
  private final Deque<T> page = new ArrayDeque<>();
  private @Nullable CompletableFuture<List<T>> ahead;
  private long last;

  /**
   * @param reader the first items above an id
   */
  Pages(Executor threads, LongFunction<List<T>> reader, ToLongFunction<T> id) {
    this.threads = threads;
    this.reader = reader;
    this.id = id;
  }

  /** The next item, null behind the last. Throws what reading a page threw. */
  @Nullable T next() {
    if (page.isEmpty()) {
      page.addAll(nextPage());
      ahead = page.isEmpty() ? null : readAhead(id.applyAsLong(page.getLast()));
    }
    return page.poll();
  }

  private CompletableFuture<List<T>> readAhead(long after) {
    last = after;
    return CompletableFuture.supplyAsync(() -> reader.apply(after), threads);
  }

  private List<T> nextPage() {
    return ahead == null ? reader.apply(last) : Joined.of(ahead);
  }
}
