package org.recordingarchiver.source;

import java.time.Clock;
import java.util.Iterator;
import okhttp3.HttpUrl;

/** Sends to one host, and once more with a fresh date and with the second key when refused. */
final class Authorization {

  private final CallsUnderWay calls;
  private final Clock clock;

  Authorization(CallsUnderWay calls, Clock clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /** An answer that is neither 401 nor 403. */
  Answer send(Ask ask, HttpUrl url) throws Unsuccessful {
    Iterator<Credential> trials = ask.keys().trials().iterator();
    while (true) {
      Credential credential = trials.next();
      Answer answer = calls.send(ask.at(url, credential));
      if (answer.status() != 401 && answer.status() != 403) {
        ask.keys().worked(credential);
        return answer;
      }
      try (answer) {
        if (!trials.hasNext()) {
          throw new Unsuccessful(unauthorized(answer, ask));
        }
      }
    }
  }

  private Failure unauthorized(Answer answer, Ask ask) {
    ClockSkew skew = ClockSkew.of(answer, clock.instant());
    String resource = Legible.line(ask.resource(), 100);
    return new Failure.Unauthorized(
        answer.status(),
        "%s, also with %s: %s"
            .formatted(
                Explanation.of(answer).text(),
                ask.keys().trials().size() > 2 ? "a fresh date and the other key" : "a fresh date",
                skew.isLarge()
                    ? "first set the clock of this machine, which %s; then check the access key of resource %s"
                        .formatted(skew, resource)
                    : "check the access key of resource %s and the clock of this machine, which %s"
                        .formatted(resource, skew)));
  }
}
