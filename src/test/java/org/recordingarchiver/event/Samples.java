package org.recordingarchiver.event;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Input for the tests, and what the reader makes of it. */
final class Samples {

  private Samples() {}

  static byte[] resource(String path) {
    try (InputStream in = Samples.class.getResourceAsStream("/" + path)) {
      return Objects.requireNonNull(in, path).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<Reading> read(String input) {
    return read(utf8(input));
  }

  static List<Reading> read(byte[] input) {
    return read(input, EventReader.LONGEST);
  }

  static List<Reading> read(byte[] input, int longest) {
    EventReader reader = new EventReader(new ByteArrayInputStream(input), longest);
    List<Reading> readings = new ArrayList<>();
    try {
      for (Reading next = reader.next(); next != null; next = reader.next()) {
        readings.add(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return readings;
  }

  static String text(Reading reading) {
    return new String(reading.raw().bytes(), StandardCharsets.UTF_8);
  }

  /** The ids of the events, and {@code !} for each unreadable piece. */
  static List<String> ids(List<Reading> readings) {
    return readings.stream()
        .map(
            reading -> reading instanceof Event event ? event.envelope().id() : "!" + text(reading))
        .toList();
  }

  /** A small event of another type. */
  static String event(String id) {
    return "{\"id\":\"" + id + "\",\"topic\":\"/t/acs\",\"eventType\":\"X\",\"data\":{}}";
  }

  /** A recording's event with this as its only chunk, and as its subject. */
  static String recording(String subject, String chunk) {
    return """
    {"id":"1","topic":"/providers/x/communicationservices/Contoso","subject":"%s",\
    "eventType":"Microsoft.Communication.RecordingFileStatusUpdated",\
    "data":{"recordingStorageInfo":{"recordingChunks":[%s]}}}\
    """
        .formatted(subject, chunk);
  }
}
