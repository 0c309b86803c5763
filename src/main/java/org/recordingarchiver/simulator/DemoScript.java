package org.recordingarchiver.simulator;

import static org.recordingarchiver.simulator.DemoMedia.mp3;
import static org.recordingarchiver.simulator.DemoMedia.mp4;
import static org.recordingarchiver.simulator.DemoMedia.wav;
import static org.recordingarchiver.simulator.DemoRecording.Envelope.CLOUD_EVENT;
import static org.recordingarchiver.simulator.DemoRecording.Envelope.EVENT_GRID;
import static org.recordingarchiver.simulator.DemoRecording.Envelope.EVENT_GRID_WITH_TYPES;
import static org.recordingarchiver.simulator.DemoRecording.Mishap.EMPTY_ONCE;
import static org.recordingarchiver.simulator.DemoRecording.Mishap.EXPIRED;
import static org.recordingarchiver.simulator.DemoRecording.Mishap.NONE;
import static org.recordingarchiver.simulator.DemoRecording.Mishap.REDIRECTED;
import static org.recordingarchiver.simulator.DemoRecording.Mishap.UNAVAILABLE_ONCE;

import java.time.Duration;
import java.util.List;

/**
 * What the demo plays: a line per recording.
 *
 * @param age how long ago its event was sent
 * @param media its chunks, in the order of time
 * @param listed the order in which the event lists them
 */
record DemoScript(
    String name,
    DemoRecording.Mishap mishap,
    DemoRecording.Envelope envelope,
    Duration age,
    List<Media> media,
    List<Integer> listed) {

  static List<DemoScript> all() {
    return List.of(
        one("wav", NONE, EVENT_GRID, minutes(3), wav(1, 4, 1)),
        one("wav-unmixed", NONE, EVENT_GRID_WITH_TYPES, minutes(8), wav(2, 5, 2)),
        one("wav-cloud-event", NONE, CLOUD_EVENT, minutes(14), wav(1, 3, 3)),
        one("wav-unavailable-once", UNAVAILABLE_ONCE, EVENT_GRID, minutes(21), wav(1, 6, 4)),
        one("mp3", NONE, EVENT_GRID, minutes(29), mp3(0, 100)),
        one("mp3-typed", NONE, EVENT_GRID_WITH_TYPES, minutes(38), mp3(50, 150)),
        one("mp3-redirected", REDIRECTED, EVENT_GRID_WITH_TYPES, minutes(48), mp3(120, 200)),
        one("mp3-expired", EXPIRED, EVENT_GRID, Duration.ofHours(27), mp3(200, 125)),
        one("mp4", NONE, EVENT_GRID, minutes(59), mp4("counter", "mp4")),
        one("mp4-cloud-event", NONE, CLOUD_EVENT, minutes(71), mp4("lines", "mp4-cloud-event")),
        one("mp4-typed", NONE, EVENT_GRID_WITH_TYPES, minutes(84), mp4("bars", "mp4-typed")),
        one(
            "mp4-empty-once",
            EMPTY_ONCE,
            EVENT_GRID_WITH_TYPES,
            minutes(98),
            mp4("counter", "late")),
        new DemoScript(
            "mp4-three-chunks",
            NONE,
            EVENT_GRID_WITH_TYPES,
            minutes(113),
            List.of(mp4("bars", "chunk 0"), mp4("counter", "chunk 1"), mp4("lines", "chunk 2")),
            List.of(2, 0, 1)));
  }

  private static DemoScript one(
      String name,
      DemoRecording.Mishap mishap,
      DemoRecording.Envelope envelope,
      Duration age,
      Media media) {
    return new DemoScript(name, mishap, envelope, age, List.of(media), List.of(0));
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }
}
