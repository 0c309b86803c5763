package org.recordingarchiver.launch.settings;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.validation.annotation.Validated;

/** The constraints that are written on the components of a settings record. */
final class Constraints {

  private final Validator validator;
  private final Given given;
  private final KnownSettings.Bound bound;

  Constraints(Validator validator, Given given, KnownSettings.Bound bound) {
    this.validator = validator;
    this.given = given;
    this.bound = bound;
  }

  /** Leaves out settings that were found faulty before: they are at their defaults now. */
  List<SettingsFault> faults(Object settings, Set<ConfigurationPropertyName> faulty) {
    if (!bound.type().isAnnotationPresent(Validated.class)) {
      return List.of();
    }
    return validator.validate(settings).stream()
        .filter(violation -> !faulty.contains(name(violation.getPropertyPath())))
        .map(this::fault)
        .sorted(Comparator.comparing(SettingsFault::toString))
        .toList();
  }

  private SettingsFault fault(ConstraintViolation<Object> violation) {
    return given.fault(name(violation.getPropertyPath()), violation.getMessage());
  }

  private ConfigurationPropertyName name(Path path) {
    ConfigurationPropertyName name = bound.prefix();
    for (Path.Node node : path) {
      if (node.getIndex() != null) {
        name = name.append("[" + node.getIndex() + "]");
      } else if (node.getKey() != null) {
        name = name.append(element(String.valueOf(node.getKey())));
      }
      if (node.getKind() == ElementKind.PROPERTY) {
        name = name.append(DataObjectPropertyName.toDashedForm(node.getName()));
      }
    }
    return name;
  }

  private static String element(String key) {
    return ConfigurationPropertyName.isValid(key) ? key : "[" + key + "]";
  }
}
