package org.recordingarchiver.event;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The fields of one JSON object. A field that is null counts as missing. */
final class Fields {

  private static final int SHOWN = 60;
  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  private final JsonNode object;
  private final String path;

  private Fields(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /**
   * @param path what to call the object, for people; empty for the whole event
   */
  static Fields of(JsonNode node, String path) throws UnreadableEventException {
    if (!node.isObject()) {
      throw new UnreadableEventException(wrong(path, "an object", node));
    }
    return new Fields(node, path);
  }

  boolean has(String name) {
    return find(name) != null;
  }

  Fields object(String name) throws UnreadableEventException {
    return of(required(name), path(name));
  }

  JsonNode array(String name) throws UnreadableEventException {
    JsonNode node = required(name);
    if (!node.isArray()) {
      throw new UnreadableEventException(wrong(path(name), "an array", node));
    }
    return node;
  }

  /** Text that the event can't be understood without. */
  String text(String name) throws UnreadableEventException {
    String text = optionalText(name);
    if (text == null || text.isEmpty()) {
      throw new UnreadableEventException(
          path(name) + " is " + (text == null ? "missing" : "empty"));
    }
    return text;
  }

  /** Text that may be missing but must not be something else. */
  @Nullable String optionalText(String name) throws UnreadableEventException {
    JsonNode node = find(name);
    if (node != null && !node.isString()) {
      throw new UnreadableEventException(wrong(path(name), "text", node));
    }
    return node == null ? null : node.stringValue();
  }

  /** Text that nothing depends on: of another type it counts as missing. */
  @Nullable String anyText(String name) {
    JsonNode node = find(name);
    return node != null && node.isString() ? node.stringValue() : null;
  }

  /** A number that nothing depends on: if it is not a whole number it counts as missing. */
  @Nullable Long anyLong(String name) {
    JsonNode node = find(name);
    return node == null ? null : whole(node);
  }

  /** A number that nothing depends on: of another type, or too large, it counts as missing. */
  @Nullable Double anyNumber(String name) {
    JsonNode node = find(name);
    double value = node != null && node.isNumber() ? node.doubleValue() : Double.NaN;
    return Double.isFinite(value) ? (Double) value : null;
  }

  @Nullable Boolean anyBoolean(String name) {
    JsonNode node = find(name);
    return (node != null && node.isBoolean()) ? (Boolean) node.booleanValue() : null;
  }

  /** An object that nothing depends on: of another type it counts as empty. */
  Fields anyObject(String name) {
    JsonNode node = find(name);
    JsonNode object = node == null ? NOTHING : node;
    return new Fields(object.isObject() ? object : NOTHING, path(name));
  }

  /** The fields that are text. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    object
        .properties()
        .forEach(field -> {
          if (field.getValue().isString()) {
            texts.put(field.getKey(), field.getValue().stringValue());
          }
        });
    return texts;
  }

  long wholeNumber(String name, long ifMissing) throws UnreadableEventException {
    JsonNode node = find(name);
    Long number = node == null ? Long.valueOf(ifMissing) : whole(node);
    if (number == null) {
      throw new UnreadableEventException(wrong(path(name), "a whole number of 64 bits", node));
    }
    return number;
  }

  private static @Nullable Long whole(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? (Long) node.longValue() : null;
    }
    double value = node.isNumber() ? node.doubleValue() : Double.NaN;
    return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? (Long) (long) value : null;
  }

  private JsonNode required(String name) throws UnreadableEventException {
    JsonNode node = find(name);
    if (node == null) {
      throw new UnreadableEventException(path(name) + " is missing");
    }
    return node;
  }

  private @Nullable JsonNode find(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String wrong(String path, String expected, @Nullable JsonNode found) {
    String type = found == null ? "nothing" : found.getNodeType().name().toLowerCase(Locale.ROOT);
    String value = found == null || found.isContainer() ? "" : " " + found.asString();
    String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    return path + " must be " + expected + ", found " + type + shown;
  }
}
