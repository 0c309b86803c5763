package org.recordingarchiver.simulator;

import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every request, in the order of arrival. An answer is written down before a client sees it. */
final class Journal {

  private final Clock clock;
  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
  private volatile Consumer<ServedRequest> watcher = request -> {};

  Journal(Clock clock) {
    this.clock = clock;
  }

  Entry begin(String method, String path, @Nullable String range, boolean valid, int port) {
    Entry entry =
        new Entry(new ServedRequest(clock.instant(), method, path, 0, 0, range, valid, port));
    entries.add(entry);
    watcher.accept(entry.request);
    return entry;
  }

  void watch(Consumer<ServedRequest> by) {
    watcher = by;
  }

  void forgetAll() {
    entries.clear();
  }

  List<ServedRequest> requests() {
    return entries.stream().map(entry -> entry.request).toList();
  }

  /** The one request that a thread is serving. */
  static final class Entry {

    private volatile ServedRequest request;

    private Entry(ServedRequest request) {
      this.request = request;
    }

    void answers(int status) {
      update(r -> with(r, status, r.bytesSent()));
    }

    void sends(long bytes) {
      update(r -> with(r, r.status(), r.bytesSent() + bytes));
    }

    private void update(UnaryOperator<ServedRequest> change) {
      request = change.apply(request);
    }

    private static ServedRequest with(ServedRequest r, int status, long bytesSent) {
      return new ServedRequest(
          r.time(),
          r.method(),
          r.path(),
          status,
          bytesSent,
          r.range(),
          r.signatureValid(),
          r.port());
    }
  }
}
