package org.recordingarchiver.intake.webhook;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Event Grid delivers, and how it shows that it may.
 *
 * @param path of the URL, begins with a slash
 * @param secrets a delivery must carry one of them as {@code ?code=} or in the header; several for
 *     the time while one replaces another. None: every delivery is taken, from this machine only
 * @param secretHeader name of the header
 */
@ConfigurationProperties("archiver.webhook")
public record WebhookSettings(
    @DefaultValue("/events") String path,
    @DefaultValue List<String> secrets,
    @DefaultValue("X-Archiver-Secret") String secretHeader) {

  private static final String PATH = "(/[A-Za-z0-9._~-]+)+";
  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

  public WebhookSettings {
    secrets = List.copyOf(secrets);
    if (!path.matches(PATH)) {
      throw new IllegalArgumentException(
          "path " + path + ": must be like /events, of letters, digits and ._~-");
    }
    if (!secretHeader.matches(TOKEN)) {
      throw new IllegalArgumentException(
          "secret-header " + secretHeader + ": must be the name of an HTTP header");
    }
    if (secrets.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("secrets: one of them is blank");
    }
  }

  /** Does not show the secrets. */
  @Override
  public String toString() {
    return "WebhookSettings[path=%s, %d secrets, secretHeader=%s]"
        .formatted(path, secrets.size(), secretHeader);
  }
}
