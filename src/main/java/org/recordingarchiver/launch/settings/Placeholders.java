package org.recordingarchiver.launch.settings;

import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.env.Environment;

/**
 * Finds settings that refer to another one that is not set: Spring would take the words as they
 * are.
 */
final class Placeholders {

  private final Environment environment;
  private final KnownSettings known;
  private final Given given;

  Placeholders(Environment environment, KnownSettings known, Given given) {
    this.environment = environment;
    this.known = known;
    this.given = given;
  }

  List<SettingsFault> unresolved() {
    return known.names().stream()
        .map(given::find)
        .filter(Objects::nonNull)
        .filter(this::isUnresolved)
        .map(property -> given.fault(property.getName(), "refers to a ${setting} that is not set"))
        .toList();
  }

  private boolean isUnresolved(ConfigurationProperty property) {
    return property.getValue() instanceof CharSequence text
        && environment.resolvePlaceholders(text.toString()).contains("${");
  }
}
