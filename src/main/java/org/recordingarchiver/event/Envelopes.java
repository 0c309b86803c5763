package org.recordingarchiver.event;

import org.jspecify.annotations.Nullable;

/**
 * Reads what every event has. The form is told by the shape, not by a label: the same documents mix
 * both (WIRE.md 5.2).
 */
final class Envelopes {

  private Envelopes() {}

  static Envelope read(Fields event) throws UnreadableEventException {
    Envelope.Form form = form(event);
    boolean cloud = form == Envelope.Form.CLOUD_EVENTS;
    return new Envelope(
        form,
        event.text("id"),
        event.text(either(event, cloud, "source", "topic")),
        event.text(either(event, cloud, "type", "eventType")),
        event.anyText("subject"),
        EventTimes.read(time(event, cloud)));
  }

  private static Envelope.Form form(Fields event) {
    boolean cloud = event.has("type") && event.has("source");
    boolean grid = event.has("eventType") && event.has("topic");
    boolean version = event.has("specversion");
    boolean isCloud = grid ? cloud && version : cloud || version;
    return isCloud ? Envelope.Form.CLOUD_EVENTS : Envelope.Form.EVENT_GRID;
  }

  private static String either(Fields event, boolean cloud, String ofCloud, String ofGrid) {
    if (cloud) {
      return event.has(ofCloud) || !event.has(ofGrid) ? ofCloud : ofGrid;
    }
    return event.has(ofGrid) || !event.has(ofCloud) ? ofGrid : ofCloud;
  }

  private static @Nullable String time(Fields event, boolean cloud) {
    return event.anyText(either(event, cloud, "time", "eventTime"));
  }
}
