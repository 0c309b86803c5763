package org.recordingarchiver.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Answers that point elsewhere. */
final class Redirections {

  private Redirections() {}

  static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    for (int status : new int[] {301, 302, 307, 308}) {
      all.add(Fault.of(status + " to another allowed host", x -> toOther(x, status)));
    }
    all.add(Fault.of("302 to a forbidden host", Redirections::toTrap, "REFUSED_URL"));
    all.add(Fault.of("302 to itself", x -> to(x, 302, x.request().path()), "UNREACHABLE"));
    all.add(Fault.of("302 back and forth", Redirections::backAndForth, "UNREACHABLE"));
    all.add(Fault.of("302 without end", Redirections::withoutEnd, "UNREACHABLE"));
    all.add(Fault.of("302 without Location", x -> x.answer(Reply.of(302)), "SOURCE_ERROR"));
    all.add(Fault.of("302 to no URL", x -> to(x, 302, "https://"), "REFUSED_URL", "SOURCE_ERROR"));
    return all;
  }

  private static void to(Exchange x, int status, String location) throws IOException {
    x.answer(Reply.of(status).header("Location", location));
  }

  /** The other host serves well. */
  private static void toOther(Exchange x, int status) throws IOException {
    Places places = x.places();
    if (x.request().port() == places.second()) {
      x.answerWell();
    } else {
      to(x, status, Places.at(places.second(), x.request().path()));
    }
  }

  private static void backAndForth(Exchange x) throws IOException {
    to(x, 302, Places.at(x.places().otherThan(x.request().port()), x.request().path()));
  }

  /** Each hop to a URL that was not visited yet. */
  private static void withoutEnd(Exchange x) throws IOException {
    to(x, 302, x.request().path() + "?hop=" + x.random().nextInt());
  }

  private static void toTrap(Exchange x) throws IOException {
    int trap = x.places().trap();
    String path = x.request().path();
    String[] forms = {
      Places.at(trap, path),
      "//127.0.0.1:" + trap + path,
      "http://127.0.0.1:" + x.places().first() + "@127.0.0.1:" + trap + path,
      "http://localhost:" + trap + path,
      "https://127.0.0.1:" + trap + path
    };
    to(x, 302, forms[x.random().nextInt(forms.length)]);
  }
}
