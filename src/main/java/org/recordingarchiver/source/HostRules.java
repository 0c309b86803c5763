package org.recordingarchiver.source;

import java.util.List;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Says where credentials may go (WIRE.md 1.7). URLs come from events, which anybody may have sent;
 * what passes here is exactly what is sent.
 *
 * <p>The address that a name resolves to is not looked at: private ones are legitimate (private
 * endpoints, relays), and a host has to prove its name by a certificate before anything is sent.
 */
final class HostRules {

  private static final List<String> CUSTOMER_STORAGE =
      List.of(
          ".blob.core.windows.net",
          ".dfs.core.windows.net",
          ".blob.storage.azure.net",
          ".blob.core.usgovcloudapi.net",
          ".blob.core.chinacloudapi.cn",
          ".blob.core.cloudapi.de");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1");

  private final List<AllowedHost> allowed;
  private final boolean allowHttp;

  HostRules(SourceSettings settings) {
    this.allowed = settings.allowedHosts();
    this.allowHttp = settings.allowHttp();
  }

  /** The URL of an event, or why nothing may be sent there. */
  HttpUrl ofEvent(String url) throws Unsuccessful {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed != null && isCustomers(parsed)) {
      throw new Unsuccessful(
          new Failure.NotOurs(
              Legible.url(url) + " lies in the customer's own storage; nothing was sent"));
    }
    return checked(url, parsed, "");
  }

  /** The target of a redirect. {@code by} says who pointed there. */
  HttpUrl ofRedirect(String url, String by) throws Unsuccessful {
    return checked(url, HttpUrl.parse(url), by + ": ");
  }

  private HttpUrl checked(String url, @Nullable HttpUrl parsed, String prefix) throws Unsuccessful {
    String objection = parsed == null ? "it is not an https URL" : objection(url, parsed);
    if (parsed == null || objection != null) {
      throw new Unsuccessful(
          new Failure.RefusedUrl(
              "%srefused %s: %s; nothing was sent there"
                  .formatted(prefix, Legible.url(url), objection),
              !prefix.isEmpty()));
    }
    return parsed;
  }

  private @Nullable String objection(String url, HttpUrl parsed) {
    if (hasUser(parsed)) {
      return "it carries user information";
    }
    if (!AsWritten.isSentAsWritten(url, parsed)) {
      return "it can't be sent exactly as written";
    }
    if (allowed.stream().noneMatch(host -> host.admits(parsed))) {
      return "%s is not on the list archiver.source.allowed-hosts %s"
          .formatted(AllowedHost.hostAndPort(parsed), allowed);
    }
    return parsed.isHttps() || isLoopbackByHttp(parsed)
        ? null
        : "plain http needs archiver.source.allow-http and a loopback address";
  }

  private boolean isLoopbackByHttp(HttpUrl url) {
    return allowHttp && LOOPBACK.matcher(url.host()).matches();
  }

  private boolean isCustomers(HttpUrl url) {
    return !hasUser(url)
        && CUSTOMER_STORAGE.stream().anyMatch(url.host()::endsWith)
        && allowed.stream().noneMatch(host -> host.admits(url));
  }

  private static boolean hasUser(HttpUrl url) {
    return !url.username().isEmpty() || !url.password().isEmpty();
  }
}
