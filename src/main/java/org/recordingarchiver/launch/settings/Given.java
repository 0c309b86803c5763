package org.recordingarchiver.launch.settings;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/** The settings as they were given, and how they may be shown. */
final class Given {

  private static final List<String> SECRETS =
      List.of("connectionstring", "key", "secret", "password", "token", "credential");

  private final List<ConfigurationPropertySource> sources;

  Given(Environment environment) {
    sources =
        StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
            .toList();
  }

  List<ConfigurationPropertySource> sources() {
    return sources;
  }

  /** A fault of this setting, its value hidden if it is a secret. */
  SettingsFault fault(ConfigurationPropertyName name, String problem) {
    ConfigurationProperty property = find(name);
    if (property == null) {
      return new SettingsFault(name.toString(), null, problem, null);
    }
    String value = String.valueOf(property.getValue());
    boolean secret = isSecret(name) || isSecret(property.getName());
    return new SettingsFault(
        name.toString(),
        secret ? "(secret)" : shown(value),
        secret && !value.isBlank() ? problem.replace(value, "(secret)") : problem,
        Whence.of(property));
  }

  /** The setting as given; for an element of a list that may be the list. */
  @Nullable ConfigurationProperty find(ConfigurationPropertyName name) {
    return sources.stream()
        .map(source -> source.getConfigurationProperty(name))
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> name.isLastElementIndexed() ? listOf(name) : Optional.empty())
        .orElse(null);
  }

  static boolean isSecret(ConfigurationPropertyName name) {
    if (name.isEmpty()) {
      return false;
    }
    String last = name.getLastElement(ConfigurationPropertyName.Form.UNIFORM);
    String parent = name.getParent().toString().replace("-", "").toLowerCase(Locale.ROOT);
    return SECRETS.stream().anyMatch(last.toLowerCase(Locale.ROOT)::contains)
        || SECRETS.stream().anyMatch(secret -> parent.endsWith(secret + "s"));
  }

  private Optional<ConfigurationProperty> listOf(ConfigurationPropertyName name) {
    return Optional.ofNullable(find(name.getParent()));
  }

  /** On one line, and without what a URL may carry. */
  private static String shown(String value) {
    String line =
        value
            .codePoints()
            .map(c -> Character.isISOControl(c) ? ' ' : c)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    String bare =
        line.contains("://") ? line.replaceAll("[?#].*", "").replaceAll("//[^/@]*@", "//") : line;
    return bare.length() > 200 ? bare.substring(0, 200) + "…" : bare;
  }
}
