package org.recordingarchiver.launch.settings;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Stops the start if a setting is wrong, before there is a bean, a database or a directory, and
 * names all faults at once.
 */
public final class SettingsCheck {

  private static final String DATABASE = "spring.datasource.url";

  private SettingsCheck() {}

  /**
   * Looks at all settings.
   *
   * @throws SettingsException if one is wrong
   */
  public static void check(Environment environment) {
    Given given = new Given(environment);
    KnownSettings known = KnownSettings.load(SettingsCheck.class.getClassLoader());
    List<SettingsFault> faults = new ArrayList<>(new UnknownSettings(known, given).find());
    faults.addAll(new Placeholders(environment, known, given).unresolved());
    try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
      for (KnownSettings.Bound bound : known.records()) {
        faults.addAll(
            new BoundSettings(environment, given, bound).faults(validators.getValidator()));
      }
    }
    faults.addAll(database(environment, given));
    if (!faults.isEmpty()) {
      throw new SettingsException(faults);
    }
  }

  private static List<SettingsFault> database(Environment environment, Given given) {
    String url = environment.getProperty(DATABASE, "");
    return url.isBlank() || url.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:")
        ? List.of()
        : List.of(
            given.fault(
                ConfigurationPropertyName.of(DATABASE),
                "expected jdbc:postgresql://host:port/database, or nothing for the embedded one"));
  }
}
