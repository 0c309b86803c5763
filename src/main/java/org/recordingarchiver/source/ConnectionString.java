package org.recordingarchiver.source;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code endpoint=https://…;accesskey=…}: an ACS resource and a key of it. Order and letter case of
 * the two names are free, and so is a slash at the end of the endpoint.
 *
 * @param text holds the key: never part of a message
 */
record ConnectionString(String text) implements Checked {

  private static final String SHAPE = "endpoint=https://<resource host>;accesskey=<key>";
  private static final Pattern ENDPOINT =
      Pattern.compile("https?://([a-z0-9._-]+(:\\d{1,5})?)/*", Pattern.CASE_INSENSITIVE);

  ConnectionString {
    text = text.strip();
  }

  /** For Spring's conversion; takes any text, see {@link Checked}. */
  public static ConnectionString valueOf(String text) {
    return new ConnectionString(text);
  }

  /** The host of the resource, with a port only if the endpoint names one: signatures cover it. */
  String host() {
    Matcher endpoint = ENDPOINT.matcher(part("endpoint"));
    if (!endpoint.matches()) {
      throw new IllegalArgumentException(fault());
    }
    return endpoint.group(1);
  }

  AccessKey key() {
    return new AccessKey(part("accesskey"));
  }

  @Override
  public @Nullable String fault() {
    for (String name : new String[] {"endpoint", "accesskey"}) {
      if (part(name).isEmpty()) {
        return "found no " + name + ", expected " + SHAPE;
      }
    }
    if (!ENDPOINT.matcher(part("endpoint")).matches()) {
      return "found an endpoint that is not https:// and a host, expected " + SHAPE;
    }
    String keyFault = key().fault();
    return keyFault == null ? null : "accesskey: " + keyFault;
  }

  boolean isBlank() {
    return text.isEmpty();
  }

  private String part(String name) {
    return parts().getOrDefault(name, "");
  }

  private Map<String, String> parts() {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        String name = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        parts.put(name, part.substring(equals + 1).strip());
      }
    }
    return parts;
  }

  @Override
  public String toString() {
    return "ConnectionString[secret]";
  }
}
