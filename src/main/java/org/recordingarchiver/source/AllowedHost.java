package org.recordingarchiver.source;

import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the list of hosts that credentials may reach: {@code .asm.skype.com} stands for every
 * host below that domain on the usual port, {@code 127.0.0.1:8080} for exactly that host and port.
 */
record AllowedHost(String text) implements Checked {

  // The leading dot matters: evilasm.skype.com is not below asm.skype.com.
  private static final Pattern SUFFIX =
      Pattern.compile("(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\\.[a-z]([a-z0-9-]*[a-z0-9])?");
  private static final Pattern EXACT =
      Pattern.compile("([a-z0-9._-]+|\\[[0-9a-f:.]+]):[1-9]\\d{0,4}");

  AllowedHost {
    text = text.strip().toLowerCase(Locale.ROOT);
  }

  /** For Spring's conversion; takes any text, see {@link Checked}. */
  public static AllowedHost valueOf(String text) {
    return new AllowedHost(text);
  }

  @Override
  public @Nullable String fault() {
    return SUFFIX.matcher(text).matches() || EXACT.matcher(text).matches()
        ? null
        : "found %s, expected a suffix with a leading dot such as .asm.skype.com, or host:port"
            .formatted(Legible.line(text, 100));
  }

  boolean admits(HttpUrl url) {
    return text.startsWith(".") ? isBelow(url) : text.equals(hostAndPort(url));
  }

  private boolean isBelow(HttpUrl url) {
    return url.isHttps()
        && url.port() == HttpUrl.defaultPort("https")
        && url.host().endsWith(text)
        && url.host().length() > text.length();
  }

  static String hostAndPort(HttpUrl url) {
    String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    return host + ":" + url.port();
  }

  @Override
  public String toString() {
    return text;
  }
}
