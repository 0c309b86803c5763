package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.Scripts.answer;
import static org.recordingarchiver.source.Scripts.cut;
import static org.recordingarchiver.source.Scripts.part;
import static org.recordingarchiver.source.Scripts.whole;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.source.RecordingSource.Wanted;

class FirstBytesTests {

  private final RecordingSink sink = new RecordingSink();

  static Stream<String> pages() {
    return Stream.of(
        "<html><body>Sign in</body></html>",
        "<!DOCTYPE html>",
        "  \r\n<?xml version=\"1.0\"?>",
        "\uFEFF<html>");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void refusesHtmlWhateverIsWanted(String page) {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    try (ScriptedStorage storage = new ScriptedStorage(whole(bytes), whole(bytes))) {
      String quote = Legible.line(page, 512);

      assertThat(storage.fetch(Wanted.CONTENT, sink))
          .isEqualTo(
              new Failure.NotMedia(
                  "GET %s answered 200 with HTML in place of media: %s"
                      .formatted(storage.url(), quote)));
      assertThat(storage.fetch(Wanted.METADATA, sink))
          .isEqualTo(
              new Failure.NotMedia(
                  "GET %s answered 200 with HTML in place of metadata: %s"
                      .formatted(storage.url(), quote)));
      assertThat(sink.bytes()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"status\":401}", " [1]", "\uFEFF{}"})
  void refusesJsonInPlaceOfMediaOnly(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try (ScriptedStorage storage = new ScriptedStorage(whole(bytes), whole(bytes))) {
      assertThat(storage.fetch(Wanted.CONTENT, sink)).isInstanceOf(Failure.NotMedia.class);
      assertThat(storage.fetch(Wanted.METADATA, sink))
          .isEqualTo(new FetchAnswer.Received(bytes.length, true));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain; charset=utf-8, Try later, NotMedia",
    "application/json,          Try later, NotMedia",
    "application/octet-stream,  Try later, Received",
    "text/html,                 'ID3\u0003\u0000', Received",
  })
  void takesTheContentTypeAsAHintOnly(String contentType, String body, String type) {
    MockResponse answer = answer(200).setHeader("Content-Type", contentType).body(body).build();
    try (ScriptedStorage storage = new ScriptedStorage(answer)) {
      assertThat(storage.fetch(sink).getClass().getSimpleName()).isEqualTo(type);
    }
  }

  @Test
  void takesAnAnswerWithoutABodyForEmpty() {
    try (ScriptedStorage storage =
        new ScriptedStorage(whole(new byte[0]), answer(200).chunkedBody("", 1).build())) {
      Failure empty =
          new Failure.Empty("GET %s answered 200 without a single byte".formatted(storage.url()));

      assertThat(storage.fetch(sink)).isEqualTo(empty);
      assertThat(storage.fetch(sink)).isEqualTo(empty);
    }
  }

  @Test
  void findsAPageThatComesInPieces() {
    byte[] page = "   <html>error</html>".getBytes(StandardCharsets.UTF_8);
    try (ScriptedStorage storage = new ScriptedStorage(cut(page, 2), part(page, 2))) {
      assertThat(storage.fetch(sink)).isInstanceOf(Failure.NotMedia.class);
    }
  }
}
