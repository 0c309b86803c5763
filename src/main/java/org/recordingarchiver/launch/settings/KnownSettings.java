package org.recordingarchiver.launch.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings that exist, as the configuration processor wrote them down at compile time.
 *
 * @param records each type that settings are bound to, with its prefix
 * @param names each setting
 * @param maps each setting below which any name may stand
 */
record KnownSettings(
    List<Bound> records,
    List<ConfigurationPropertyName> names,
    List<ConfigurationPropertyName> maps) {

  private static final String METADATA = "META-INF/spring-configuration-metadata.json";

  /** A type that settings below a prefix are bound to. */
  record Bound(ConfigurationPropertyName prefix, Class<?> type) {}

  static KnownSettings load(ClassLoader classes) {
    JsonNode metadata = metadata(classes);
    List<JsonNode> properties = ours(metadata, "properties");
    return new KnownSettings(
        ours(metadata, "groups").stream()
            .filter(KnownSettings::isTopLevel)
            .map(group -> bound(group, classes))
            .toList(),
        names(properties.stream()),
        names(properties.stream().filter(KnownSettings::isMap)));
  }

  boolean isKnown(ConfigurationPropertyName name) {
    return names.contains(name)
        || maps.stream().anyMatch(map -> map.isAncestorOf(name))
        || (name.isLastElementIndexed() && isKnown(name.getParent()));
  }

  /** Ours is near the front of the class path: the libraries' megabytes are not read. */
  private static JsonNode metadata(ClassLoader classes) {
    try {
      Enumeration<URL> all = classes.getResources(METADATA);
      while (all.hasMoreElements()) {
        byte[] content = read(all.nextElement());
        if (new String(content, UTF_8).contains("\"archiver")) {
          return JsonMapper.shared().readTree(content);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the settings' metadata can't be read: " + e.getMessage(), e);
    }
    throw new IllegalStateException("no " + METADATA + " tells of the settings");
  }

  private static byte[] read(URL url) throws IOException {
    try (InputStream in = url.openStream()) {
      return in.readAllBytes();
    }
  }

  private static List<JsonNode> ours(JsonNode metadata, String list) {
    return metadata.path(list).valueStream().filter(KnownSettings::isOurs).toList();
  }

  private static boolean isOurs(JsonNode entry) {
    String name = entry.path("name").asString("");
    return name.equals("archiver") || name.startsWith("archiver.");
  }

  /** Groups of nested records name themselves as the type, but not as the source. */
  private static boolean isTopLevel(JsonNode group) {
    return group.path("sourceType").asString("").equals(group.path("type").asString(""));
  }

  private static boolean isMap(JsonNode property) {
    return property.path("type").asString("").startsWith("java.util.Map");
  }

  private static Bound bound(JsonNode group, ClassLoader classes) {
    String type = group.path("type").asString("");
    try {
      return new Bound(
          ConfigurationPropertyName.of(group.path("name").asString("")),
          Class.forName(type, false, classes));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "the settings' metadata names " + type + ", which is gone", e);
    }
  }

  private static List<ConfigurationPropertyName> names(Stream<JsonNode> properties) {
    return properties
        .map(property -> ConfigurationPropertyName.of(property.path("name").asString("")))
        .distinct()
        .toList();
  }
}
