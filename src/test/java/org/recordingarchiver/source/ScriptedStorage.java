package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.source.RecordingSource.Wanted;

/** A storage host that gives the answers it was told to, one after the other. */
final class ScriptedStorage implements AutoCloseable {

  static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  static final String SECOND_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
  static final Instant NOW = Instant.parse("2026-01-05T07:08:09Z");
  static final String PATH = "/v1/objects/0-wus-d2-6c5e6195b2d4614eb2a935345faff196/content/video";

  final MockWebServer server = new MockWebServer();
  private final TruthfulDispatcher dispatcher = new TruthfulDispatcher();

  ScriptedStorage(MockResponse... answers) {
    server.setDispatcher(dispatcher);
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    add(answers);
  }

  void add(MockResponse... answers) {
    for (MockResponse answer : answers) {
      server.enqueue(answer);
    }
  }

  /** Answers with these bytes when it is asked again for those around a seam. */
  void holds(byte[] bytes) {
    dispatcher.holds(bytes);
  }

  /** Gives these answers in place of scripted ones. */
  void answerWith(Function<RecordedRequest, MockResponse> answers) {
    dispatcher.answerWith(answers);
  }

  String host() {
    return "127.0.0.1:" + server.getPort();
  }

  String url() {
    return url(PATH);
  }

  String url(String path) {
    return "http://" + host() + path;
  }

  AcsRecordingSource source() {
    return source(null, host());
  }

  static AcsRecordingSource source(@Nullable String secondKey, String... hosts) {
    return source(TestSettings.of(hosts).secondKey(secondKey).get());
  }

  static AcsRecordingSource source(SourceSettings settings) {
    return new AcsRecordingSource(settings, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  FetchAnswer fetch(ByteSink sink) {
    return fetch(Wanted.CONTENT, sink);
  }

  FetchAnswer fetch(Wanted wanted, ByteSink sink) {
    try (AcsRecordingSource source = source()) {
      return source.fetch("contoso", url(), wanted, sink);
    }
  }

  /** Waits only half a second for the source. */
  FetchAnswer fetchInHaste(ByteSink sink) {
    Duration haste = Duration.ofMillis(500);
    SourceSettings settings = TestSettings.of(host()).timeouts(haste, haste, haste).get();
    try (AcsRecordingSource source = source(settings)) {
      return source.fetch("contoso", url(), Wanted.CONTENT, sink);
    }
  }

  DeleteAnswer delete() {
    try (AcsRecordingSource source = source()) {
      return source.delete("contoso", url());
    }
  }

  /** Every request that came so far, oldest first; call it once. */
  List<RecordedRequest> requests() {
    List<RecordedRequest> requests = new ArrayList<>();
    int count = server.getRequestCount();
    while (requests.size() < count) {
      requests.add(next());
    }
    return requests;
  }

  private RecordedRequest next() {
    try {
      RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
      assertThat(request).isNotNull();
      return request;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What was asked for, apart from the bytes around seams; call it once. */
  List<@Nullable String> ranges() {
    return ranges(request -> !TruthfulDispatcher.isSecondQuestion(request));
  }

  /** The ranges around seams that were asked for; call it once. */
  List<@Nullable String> secondQuestions() {
    return ranges(TruthfulDispatcher::isSecondQuestion);
  }

  private List<@Nullable String> ranges(Predicate<RecordedRequest> which) {
    List<@Nullable String> ranges = new ArrayList<>();
    requests().stream()
        .filter(which)
        .forEach(request -> ranges.add(request.getHeaders().get("Range")));
    return ranges;
  }

  @Override
  public void close() {
    server.close();
  }
}
