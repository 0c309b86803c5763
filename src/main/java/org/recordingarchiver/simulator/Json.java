package org.recordingarchiver.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON laid out as Microsoft's services lay it out: two spaces, keys in the order given. */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** Seven digits of a second, as .NET prints them. */
  static String time(Instant time) {
    return TIME.format(time);
  }

  static byte[] bytes(JsonNode node, String lineEnd) {
    DefaultIndenter indent = new DefaultIndenter("  ", lineEnd);
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(separators).withObjectIndenter(indent).withArrayIndenter(indent);
    return MAPPER.writer().with(printer).writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
  }
}
