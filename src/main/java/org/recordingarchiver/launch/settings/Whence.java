package org.recordingarchiver.launch.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;

/** Where a setting was set, in words of the operator. */
final class Whence {

  private Whence() {}

  static @Nullable String of(ConfigurationProperty property) {
    Origin origin = property.getOrigin();
    return switch (origin) {
      case null -> null;
      case SystemEnvironmentOrigin environment ->
          "environment variable " + environment.getProperty();
      case TextResourceOrigin text -> place(text);
      case PropertySourceOrigin source -> place(source);
      default -> origin.toString();
    };
  }

  private static String place(TextResourceOrigin text) {
    String resource = text.getResource() == null ? "a file" : text.getResource().getDescription();
    String name = resource.replaceAll(".*\\[|].*", "");
    return text.getLocation() == null
        ? name
        : name + ", line " + (text.getLocation().getLine() + 1);
  }

  private static String place(PropertySourceOrigin source) {
    if (source.getOrigin() instanceof SystemEnvironmentOrigin environment) {
      return "environment variable " + environment.getProperty();
    }
    if (source.getOrigin() instanceof TextResourceOrigin text) {
      return place(text);
    }
    return switch (source.getPropertySource().getName()) {
      case "systemEnvironment" -> "environment variable " + source.getPropertyName();
      case "commandLineArgs" -> "argument --" + source.getPropertyName();
      case "systemProperties" -> "Java property -D" + source.getPropertyName();
      default -> source.getPropertySource().getName();
    };
  }
}
