package org.recordingarchiver.source;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Follows redirects by hand: to allowed hosts only, signed anew for each hop, the method kept.
 * (OkHttp would send our signature to any host, and turn DELETE into GET.) Never to another object:
 * a chunk's bytes are not to be had there, and a DELETE would hit another chunk.
 */
final class Redirects {

  private static final int MOST_HOPS = 5;
  private static final Set<Integer> STATUSES = Set.of(301, 302, 307, 308);
  private static final Pattern OBJECT = Pattern.compile("/objects/([^/]+)");
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
        checkObject(ask, answer, first, url);
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

  /** What is deleted must be named; what is fetched may lie where objects have no such names. */
  private static void checkObject(Ask ask, Answer answer, HttpUrl first, HttpUrl target)
      throws Unsuccessful {
    String wanted = object(first);
    String found = object(target);
    boolean other = found == null ? ask.isDelete() : !found.equals(wanted);
    if (wanted != null && other) {
      throw new Unsuccessful(
          new Failure.RefusedUrl(
              "%s: refused %s: it does not name the object %s; nothing was sent there"
                  .formatted(
                      answer.summary(), Legible.url(target.toString()), Legible.line(wanted, 100)),
              true));
    }
  }

  private static @Nullable String object(HttpUrl url) {
    Matcher matcher = OBJECT.matcher(url.encodedPath());
    return matcher.find() ? matcher.group(1) : null;
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
