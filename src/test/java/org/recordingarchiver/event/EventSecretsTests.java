package org.recordingarchiver.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSecretsTests {

  @ParameterizedTest
  @ValueSource(
      strings = {"seed/incoming-call.json", "acs/examples/incoming-call.voip.cloudevents.json"})
  void cutsTheTokenOutAndLeavesEveryOtherByte(String resource) {
    String received = new String(Samples.resource(resource), StandardCharsets.UTF_8);
    assertThat(received).contains("eyJhbGciOiJub25lI");

    Event event = (Event) Samples.read(received).getFirst();

    String expected =
        received.replaceAll("(\"incomingCallContext\": )\"[^\"]*\"", "$1null").strip();
    assertThat(Samples.text(event))
        .isEqualTo(expected.substring(expected.indexOf('{'), expected.lastIndexOf('}') + 1));
    assertThat(event.json()).contains("\"incomingCallContext\": null").doesNotContain("eyJ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"a\":[{\"incomingCallContext\":\"SECRET\"}],\"b\":1}' | '{\"a\":[{\"incomingCallContext\":null}],\"b\":1}'",
        "'{\"incomingCallContext\" : {\"x\":[\"SECRET}\"]} ,\"b\":1}' | '{\"incomingCallContext\" : null ,\"b\":1}'",
        "'{\"incomingCallContext\":[\"SECRET\"]}' | '{\"incomingCallContext\":null}'",
        "'{\"incomingCallContext\":12345}' | '{\"incomingCallContext\":null}'",
        "'{\"incomingCallContext\":\"SEC\\\"RET\\\\\",\"b\":1}' | '{\"incomingCallContext\":null,\"b\":1}'",
        "'{\"incoming\\u0043allContext\":\"SECRET\"}' | '{\"incoming\\u0043allContext\":null}'",
        "'{\"IncomingCallContext\":\"SECRET\"}' | '{\"IncomingCallContext\":null}'",
        "'{\"a\":\"{\\\"incomingCallContext\\\": \\\"SECRET\\\"}\"}' | '{\"a\":\"{\\\"incomingCallContext\\\": null}\"}'",
        "'{\"a\":\"incomingCallContext\",\"b\":\"incomingCallContext: x\"}' | '{\"a\":\"incomingCallContext\",\"b\":\"incomingCallContext: x\"}'",
      })
  void cutsItOutOfWhateverHoldsIt(String received, String kept) {
    assertThat(Secrets.cut(Samples.utf8(received))).asString().isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"incomingCallContext\":\"SECRET\"",
        "{\"incomingCallContext\":\"SECRET",
        "{\"incomingCallContext\":\"SEC\nSECRET\",\"b\":",
        "{\"incomingCallContext\":SECRET}",
        "{'incomingCallContext':'SECRET'}",
        "{incomingCallContext:\"SECRET\"}",
        "garbage \"incomingCallContext\": \"SECRET\", more",
        "garbage incomingCallContext=SECRET",
        "[1,\"incomingCallContext\":\"SECRET\"]",
        "\"incomingCallContext\":\n\"SECRET\"",
        "\"incomingCallContext\" : {\"x\":\"SECRET\"}",
        "{\"x\" \"incomingCallContext\":\n{\"y\":\"SECRET\"}}",
        "{\"incomingCallContext\":\"SECRET\",\"id\":tru}"
      })
  void cutsItOutOfWhatCantBeRead(String received) {
    assertThat(Samples.read(received))
        .isNotEmpty()
        .allSatisfy(reading -> assertThat(reading).isInstanceOf(Unreadable.class))
        .allSatisfy(reading -> assertThat(Samples.text(reading)).doesNotContain("SECRET"))
        .allSatisfy(
            reading -> assertThat(((Unreadable) reading).reason()).doesNotContain("SECRET"));
  }

  @Test
  void cutsItOutOfUtf16() {
    byte[] received = "{\"incomingCallContext\":\"SECRET\"}".getBytes(StandardCharsets.UTF_16LE);

    assertThat(Samples.read(received))
        .isNotEmpty()
        .allSatisfy(reading ->
            assertThat(Samples.text(reading).replace("\0", "")).doesNotContain("SECRET"));
  }

  @Test
  void cutsItOutOfTheBeginningOfWhatIsTooLong() {
    String received = "{\"incomingCallContext\":\"SECRET" + "x".repeat(200) + "\"}";

    Reading reading = Samples.read(Samples.utf8(received), 100).getFirst();

    assertThat(Samples.text(reading)).isEqualTo("{\"incomingCallContext\":null");
  }
}
