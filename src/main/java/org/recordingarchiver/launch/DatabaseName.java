package org.recordingarchiver.launch;

import org.springframework.core.env.Environment;

/** How the database is called in messages: its URL without user, password and other parameters. */
final class DatabaseName {

  private String name = "the database";

  void read(Environment environment) {
    String url = environment.getProperty("spring.datasource.url", "");
    name = url.isBlank() ? "the embedded database" : redacted(url);
  }

  /** The same failure, and if it is one of the database, with its name. */
  RuntimeException named(RuntimeException failure) {
    return DatabaseUnavailableException.of(name, failure);
  }

  static String redacted(String url) {
    return url.replaceFirst("[?].*", "").replaceFirst("//[^/@]*@", "//");
  }
}
