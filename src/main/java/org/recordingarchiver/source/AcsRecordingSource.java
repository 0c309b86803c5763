package org.recordingarchiver.source;

import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/** The storage of Azure Communication Services, over HTTP. */
final class AcsRecordingSource implements RecordingSource, AutoCloseable {

  private static final Set<Integer> GONE = Set.of(200, 204, 404, 410);

  private final SourceClients clients;
  private final CallsUnderWay calls;
  private final HostRules rules;
  private final KeyRings keys;
  private final Redirects route;
  private final Classifier classifier;
  private final Supplier<Pace> paces;

  AcsRecordingSource(SourceSettings settings, Clock clock) {
    this(settings, clock, Dns.SYSTEM);
  }

  AcsRecordingSource(SourceSettings settings, Clock clock, Dns dns) {
    this.clients = new SourceClients(() -> SourceClient.of(settings, clock, dns));
    this.calls =
        new CallsUnderWay(
            request -> clients.usual().newCall(request),
            request -> clients.withoutReuse().newCall(request),
            TimeLimits.of(settings));
    this.rules = new HostRules(settings);
    this.keys = new KeyRings(settings);
    this.route = new Redirects(new Authorization(calls, clock), rules);
    this.classifier = new Classifier(clock);
    this.paces = () -> new Pace(settings.floorRate(), settings.floorWindow(), System::nanoTime);
  }

  @Override
  public void prepare() {
    clients.usual();
  }

  @Override
  public FetchAnswer fetch(String resource, String url, Wanted wanted, ByteSink sink) {
    try {
      HttpUrl target = rules.ofEvent(url);
      Ask ask = Ask.fetch(resource, keys.of(resource), wanted);
      Pace pace = paces.get();
      return new Fetch(route, classifier, pace)
          .into(new Assembly(new Intake(wanted, sink), pace), ask, target);
    } catch (Unsuccessful e) {
      return reason(e, url);
    }
  }

  @Override
  public DeleteAnswer delete(String resource, String url) {
    try {
      HttpUrl target = rules.ofEvent(url);
      try (Answer answer = route.send(Ask.delete(resource, keys.of(resource)), target)) {
        return GONE.contains(answer.status())
            ? new DeleteAnswer.Gone(answer.status())
            : classifier.failure(answer);
      }
    } catch (Unsuccessful e) {
      return reason(e, url);
    }
  }

  /** Whatever ended a call that was stopped, the stop did it. */
  private Failure reason(Unsuccessful e, String url) {
    return calls.isStopped()
        ? new Failure.Stopped(Legible.url(url) + ": stopped before an answer was complete")
        : e.failure();
  }

  @Override
  public void stop() {
    calls.stop();
  }

  /** Stops, and lets go of every connection and thread, so that the JVM can end at once. */
  @Override
  public void close() {
    stop();
    clients.close();
  }
}
