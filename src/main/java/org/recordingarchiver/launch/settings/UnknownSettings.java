package org.recordingarchiver.launch.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Finds settings that nobody reads: a typo there would silently mean the default. */
final class UnknownSettings {

  private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("archiver");

  private final KnownSettings known;
  private final Given given;

  UnknownSettings(KnownSettings known, Given given) {
    this.known = known;
    this.given = given;
  }

  List<SettingsFault> find() {
    return given.sources().stream().flatMap(this::unknown).distinct().map(this::fault).toList();
  }

  private Stream<ConfigurationPropertyName> unknown(ConfigurationPropertySource source) {
    if (!(source instanceof IterableConfigurationPropertySource names)) {
      return Stream.empty();
    }
    boolean variables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
    return names.stream()
        .filter(OURS::isAncestorOf)
        .filter(name -> !known.isKnown(name) && !(variables && isKnownVariable(name)));
  }

  /** ARCHIVER_SOURCE_AT_RISK and ARCHIVER_SOURCE_ATRISK both stand for archiver.source.at-risk. */
  private boolean isKnownVariable(ConfigurationPropertyName name) {
    String letters = letters(name);
    return known.names().stream().anyMatch(each -> letters.matches(letters(each) + "\\d*"))
        || known.maps().stream().anyMatch(map -> letters.startsWith(letters(map)));
  }

  /** What has the wrong name may be a secret all the same. */
  private SettingsFault fault(ConfigurationPropertyName name) {
    String hint = nearest(name).map(near -> "; did you mean " + near + "?").orElse("");
    return given.fault(name, "no such setting" + hint).withoutValue();
  }

  private Optional<ConfigurationPropertyName> nearest(ConfigurationPropertyName name) {
    return Nearest.to(letters(name), known.names(), UnknownSettings::letters);
  }

  private static String letters(ConfigurationPropertyName name) {
    return name.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
