package org.recordingarchiver.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.recordingarchiver.simulator.AcsSimulator;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The settings of the demo, over those given: nothing that is configured, a database or a key, is
 * ever used for it.
 */
record DemoSettings(AcsSimulator simulator) {

  private static final String DATABASE = "spring.datasource.url";

  Map<String, Object> over(Environment given) {
    String home = Path.of(given.getRequiredProperty("archiver.home"), "demo").toString();
    return Map.ofEntries(
        Map.entry("archiver.home", home),
        Map.entry("archiver.store.type", "filesystem"),
        Map.entry("archiver.store.filesystem.root", home + "/archive"),
        Map.entry(DATABASE, ""),
        Map.entry("archiver.source.connection-string", simulator.connectionString()),
        Map.entry("archiver.source.secondary-key", ""),
        Map.entry("archiver.source.allowed-hosts", hosts()),
        Map.entry("archiver.source.allow-http", true),
        Map.entry("archiver.source.retention", "24h"),
        Map.entry("archiver.source.at-risk", "6h"),
        Map.entry("archiver.archive.delete-source", true),
        Map.entry("archiver.retry.first-delay", "1s"));
  }

  /** The settings that lead another command to the demo, given what is configured. */
  static List<String> leadingTo(Path home, Environment given) {
    String location = "--archiver.home=" + home;
    return isDatabaseConfigured((ConfigurableEnvironment) given)
        ? List.of("--" + DATABASE + "=", location)
        : List.of(location);
  }

  /** Those over the given ones say nothing of a database, so whoever names one was configured. */
  private static boolean isDatabaseConfigured(ConfigurableEnvironment given) {
    return given.getPropertySources().stream()
        .map(source -> source.getProperty(DATABASE))
        .anyMatch(url -> url != null && StringUtils.hasText(url.toString()));
  }

  private String hosts() {
    return simulator.hostAndPort() + "," + simulator.redirectHostAndPort();
  }
}
