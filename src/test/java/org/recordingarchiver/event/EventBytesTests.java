package org.recordingarchiver.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/** No byte of the input vanishes, whatever the input. */
class EventBytesTests {

  private static final List<String> PARTS =
      List.of(
          Samples.event("a"),
          Samples.event("\\u0000"),
          Samples.recording("/recording/call/c", "{\"documentId\":\"d\"}"),
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "\n",
          "\r\n",
          " ",
          "\t",
          "\0",
          "\uFEFF",
          "garbage",
          "{\"id\":\"cut",
          "{\"a\":[{\"b\":",
          "{\"a\":1e5,\"b\":[true,null]}",
          "\ud83d\ude00",
          "'");

  @RepeatedTest(300)
  void everyByteEndsInAPieceOrIsPunctuation() {
    long seed = new Random().nextLong();
    byte[] input = input(new Random(seed));

    List<Reading> readings = Samples.read(input);

    assertThat(remainder(input, readings)).as("seed %d", seed).matches("[\\[\\],\\s\uFEFF]*");
  }

  private static byte[] input(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = random.nextInt(60); i > 0; i--) {
      bytes.writeBytes(Samples.utf8(PARTS.get(random.nextInt(PARTS.size()))));
      if (random.nextInt(10) == 0) {
        bytes.write(random.nextInt(256));
      }
    }
    return bytes.toByteArray();
  }

  /** What is left of the input when each reading is taken out at its place. */
  private static String remainder(byte[] input, List<Reading> readings) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    int at = 0;
    for (Reading reading : readings) {
      if (Samples.text(reading).equals("[")) {
        continue; // the array left open, reported at its own place
      }
      int begin = (int) reading.raw().place().offset();
      byte[] bytes = reading.raw().bytes();
      assertThat(begin).isGreaterThanOrEqualTo(at);
      assertThat(bytes)
          .containsExactly(java.util.Arrays.copyOfRange(input, begin, begin + bytes.length));
      rest.write(input, at, begin - at);
      at = begin + bytes.length;
    }
    rest.write(input, at, input.length - at);
    return rest.toString(java.nio.charset.StandardCharsets.UTF_8);
  }
}
