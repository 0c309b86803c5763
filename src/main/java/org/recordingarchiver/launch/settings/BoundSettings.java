package org.recordingarchiver.launch.settings;

import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Binds one record again and again, each time without the settings found faulty so far, until it
 * holds: so every fault is found, not just the first.
 */
final class BoundSettings {

  private final Environment environment;
  private final Given given;
  private final KnownSettings.Bound bound;
  private final Set<ConfigurationPropertyName> faulty = new HashSet<>();
  private final List<SettingsFault> faults = new ArrayList<>();

  BoundSettings(Environment environment, Given given, KnownSettings.Bound bound) {
    this.environment = environment;
    this.given = given;
    this.bound = bound;
  }

  List<SettingsFault> faults(Validator validator) {
    Object settings = null;
    boolean found = true;
    while (settings == null && found) {
      try {
        settings = binder().bindOrCreate(bound.prefix().toString(), Bindable.of(bound.type()));
      } catch (BindException e) {
        found = note(e);
      }
    }
    if (settings != null) {
      faults.addAll(new Constraints(validator, given, bound).faults(settings, faulty));
    }
    return List.copyOf(faults);
  }

  private Binder binder() {
    List<ConfigurationPropertySource> sources =
        given.sources().stream().map(source -> source.filter(this::isWanted)).toList();
    return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment));
  }

  private boolean isWanted(ConfigurationPropertyName name) {
    return faulty.stream().noneMatch(fault -> fault.equals(name) || fault.isAncestorOf(name));
  }

  /** Whether leaving out what is faulty can help. */
  private boolean note(BindException e) {
    Complaint complaint = Complaint.of(e, given);
    faults.add(given.fault(complaint.name(), complaint.problem()));
    return given.find(complaint.name()) != null && faulty.add(setting(complaint.name()));
  }

  /** A comma-separated list is one setting. */
  private ConfigurationPropertyName setting(ConfigurationPropertyName name) {
    return Objects.requireNonNull(given.find(name)).getName();
  }
}
