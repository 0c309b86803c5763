package org.recordingarchiver.source;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Follows redirects by hand: to allowed hosts only, signed anew for each hop, the method kept.
 * (OkHttp would send our signature to any host, and turn DELETE into GET.)
 */
final class Redirects {

  private static final int MOST_HOPS = 5;
  private static final Set<Integer> STATUSES = Set.of(301, 302, 307, 308);
  private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  private final Authorization authorization;
  private final HostRules rules;

  Redirects(Authorization authorization, HostRules rules) {
    this.authorization = authorization;
    this.rules = rules;
  }

  /** The answer at the end of the redirects. */
  Answer send(Ask ask, HttpUrl first) throws Unsuccessful {
    Set<HttpUrl> visited = new HashSet<>();
    HttpUrl url = first;
    while (true) {
      Answer answer = authorization.send(ask, url);
      if (!STATUSES.contains(answer.status())) {
        return answer;
      }
      try (answer) {
        visited.add(url);
        url = target(answer, url);
        checkEnds(answer, url, visited);
      }
    }
  }

  private HttpUrl target(Answer answer, HttpUrl from) throws Unsuccessful {
    String location = answer.header("Location");
    if (location == null || location.isBlank()) {
      throw new Unsuccessful(
          new Failure.Rejected(answer.status(), answer.summary() + " without a Location"));
    }
    if (ABSOLUTE.matcher(location).matches()) {
      return rules.ofRedirect(location, answer.summary());
    }
    HttpUrl resolved = from.resolve(location);
    return rules.ofRedirect(resolved == null ? location : resolved.toString(), answer.summary());
  }

  private static void checkEnds(Answer answer, HttpUrl target, Set<HttpUrl> visited)
      throws Unsuccessful {
    if (visited.contains(target)) {
      throw new Unsuccessful(
          new Failure.Unreachable(
              "%s: redirects go round in a circle, back to %s"
                  .formatted(answer.summary(), Legible.url(target.toString()))));
    }
    if (visited.size() > MOST_HOPS) {
      throw new Unsuccessful(
          new Failure.Unreachable(
              "%s: found more than %d redirects".formatted(answer.summary(), MOST_HOPS)));
    }
  }
}
