package org.recordingarchiver.intake.webhook;

import java.util.List;
import java.util.Optional;
import org.recordingarchiver.event.Event;
import org.recordingarchiver.event.OtherEvent;
import org.recordingarchiver.event.Reading;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How Event Grid asks whether it may deliver here, in its own schema (WIRE.md 6.2). The code is
 * sent back; the URL that comes with it is never fetched, for it is whatever the sender says.
 */
final class Handshake {

  private static final String VALIDATION = "Microsoft.EventGrid.SubscriptionValidationEvent";
  private static final String DELETION = "Microsoft.EventGrid.SubscriptionDeletedEvent";

  private Handshake() {}

  static boolean isValidation(Reading reading) {
    return reading instanceof OtherEvent other
        && other.envelope().type().equalsIgnoreCase(VALIDATION);
  }

  static boolean isDeletion(Reading reading) {
    return reading instanceof OtherEvent other
        && other.envelope().type().equalsIgnoreCase(DELETION);
  }

  /** The code of the first request for validation that has one. */
  static Optional<String> code(List<Reading> readings) {
    return readings.stream()
        .filter(Handshake::isValidation)
        .map(reading -> data((Event) reading).path("validationCode"))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .findFirst();
  }

  private static JsonNode data(Event event) {
    try {
      return JsonMapper.shared().readTree(event.json()).path("data");
    } catch (JacksonException e) {
      throw new IllegalStateException("what was read as an event is not JSON", e);
    }
  }
}
