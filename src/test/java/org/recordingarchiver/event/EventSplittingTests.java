package org.recordingarchiver.event;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventSplittingTests {

  private static final String A = Samples.event("a");
  private static final String B = Samples.event("b");
  private static final String C = Samples.event("c");

  static Stream<Arguments> inputs() {
    return Stream.of(
        arguments("nothing", "", List.of()),
        arguments("blanks", " \r\n\t", List.of()),
        arguments("an empty array", "[]", List.of()),
        arguments("one event", A, List.of("a")),
        arguments("an array", "[" + A + "," + B + "]", List.of("a", "b")),
        arguments("lines", A + "\n" + B + "\r\n" + C + "\n", List.of("a", "b", "c")),
        arguments("one behind the other", A + B + " " + C, List.of("a", "b", "c")),
        arguments(
            "several arrays", "[" + A + "][" + B + "]\n[]\n[" + C + "]", List.of("a", "b", "c")),
        arguments("an array in an array", "[[" + A + "]," + B + "]", List.of("a", "b")),
        arguments("byte order marks", "\uFEFF" + A + "\n\uFEFF[" + B + "]", List.of("a", "b")),
        arguments("commas alone", A + ",\n" + B + ",", List.of("a", "b")),
        arguments(
            "a line of garbage",
            A + "\ngarbage, [x] }\n" + B,
            List.of("a", "!garbage, [x] }", "b")),
        arguments("garbage before an event", "got " + A + "\n" + B, List.of("!got", "a", "b")),
        arguments("garbage with a colon", "got:\n" + A, List.of("!got:", "a")),
        arguments(
            "scalars in an array",
            "[1,\"{,]\",null," + A + "]",
            List.of("!1", "!\"{,]\"", "!null", "a")),
        arguments("a stray bracket", A + "]" + B, List.of("a", "!]", "b")),
        arguments("a stray brace", A + "}\n" + B, List.of("a", "!}", "b")),
        arguments("an array left open", "[" + A + ",", List.of("a", "![")),
        arguments(
            "a truncated tail",
            "[" + A + ",\n" + B.substring(0, 20),
            List.of("a", "!" + B.substring(0, 20), "![")),
        arguments(
            "a line cut in a string",
            A + "\n{\"id\":\"x\n" + B,
            List.of("a", "!{\"id\":\"x\n", "b")),
        arguments(
            "a line cut in a number", A + "\n{\"id\":12\n" + B, List.of("a", "!{\"id\":12\n", "b")),
        arguments(
            "a line cut behind a comma",
            A + "\n{\"id\":1,\n" + B,
            List.of("a", "!{\"id\":1,\n", "b")),
        arguments(
            "a line cut behind a colon",
            A + "\n{\"id\":\n" + B + "\n" + C,
            List.of("a", "!{\"id\":\n", "b", "c")),
        arguments(
            "a line cut in an array",
            A + "\n{\"x\":[1,\n" + B + "\n" + C,
            List.of("a", "!{\"x\":[1,\n", "b", "c")),
        arguments(
            "a bad element",
            "[" + A + ",{\"id\":tru e},{\"x\":[1}," + B + "]",
            List.of("a", "!{\"id\":tru e}", "!{\"x\":[1}", "b")),
        arguments(
            "a missing brace",
            "[" + A + ",{\"id\":{\"x\":1}," + B + "]",
            List.of("a", "!{\"id\":{\"x\":1},", "b")),
        arguments("a word that is none", "[{\"id\":tru}," + A + "]", List.of("!{\"id\":tru}", "a")),
        arguments("a bad number", "{\"id\":01}\n" + A, List.of("!{\"id\":01}", "a")),
        arguments("a bad escape", "{\"id\":\"\\x\"}\n" + A, List.of("!{\"id\":\"\\x\"}", "a")),
        arguments("a tab in a string", "{\"id\":\"\t\"}\n" + A, List.of("!{\"id\":\"\t\"}", "a")),
        arguments("a comment", "{/*x*/\"id\":1}\n" + A, List.of("!{/*x*/\"id\":1}", "a")),
        arguments("single quotes", "{'id':'1'}\n" + A, List.of("!{'id':'1'}", "a")),
        arguments("a NUL escape and an emoji", Samples.event("\\u0000😀"), List.of("\0😀")),
        arguments("half a pair", Samples.event("\\ud83d"), List.of("\ud83d")),
        arguments("a name twice", "{\"id\":\"x\"," + A.substring(1), List.of("a")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void takesWhatIsAnEventAndNamesTheRest(String what, String input, List<String> expected) {
    assertThat(Samples.ids(Samples.read(input))).as(what).isEqualTo(expected);
  }

  @Test
  void rejectsABrokenEventOfAnIndentedArrayWhole() {
    String pretty =
        """
        [
          {
            "id": "x",
            "chunks": [
              {
                "documentId" "no colon"
              }
            ]
          },
          %s
        ]
        """
            .formatted(A);

    List<Reading> readings = Samples.read(pretty);

    assertThat(readings).hasSize(2);
    assertThat(Samples.text(readings.getFirst())).startsWith("{\n    \"id\"").endsWith("]\n  }");
    assertThat(readings.getFirst().raw().place()).isEqualTo(new Place(2, 4));
    assertThat(((Unreadable) readings.getFirst()).reason())
        .isEqualTo("byte 62 of this: expected ':', found '\"'");
    assertThat(Samples.ids(readings).getLast()).isEqualTo("a");
  }

  @Test
  void saysWhereEachPieceBegan() {
    List<Reading> readings = Samples.read("\n " + A + "\r\nx\n");

    assertThat(readings.getFirst().raw().place()).isEqualTo(new Place(2, 2));
    assertThat(readings.getLast().raw().place())
        .isEqualTo(new Place(3, 4 + A.length()))
        .hasToString("line 3, byte " + (4 + A.length()));
  }

  @Test
  void keepsInvalidUtf8RawAndGoesOn() {
    byte[] input = Samples.event("?").concat("\n" + A).getBytes(StandardCharsets.ISO_8859_1);
    input[7] = (byte) 0xFF;

    List<Reading> readings = Samples.read(input);

    assertThat(((Unreadable) readings.getFirst()).reason()).isEqualTo("not UTF-8");
    assertThat(readings.getFirst().raw().bytes()).startsWith(input[0]).contains(0xFF);
    assertThat(Samples.ids(readings).getLast()).isEqualTo("a");
  }

  @Test
  void takesAnEventOfAMegabyteAndIdsOfAnyLength() {
    String id = "i".repeat(5_000);
    String large = Samples.event(id).replace("{}", "\"" + "é".repeat(600_000) + "\"");

    assertThat(Samples.ids(Samples.read("[" + large + "," + A + "]"))).containsExactly(id, "a");
  }

  @Test
  void keepsTheBeginningOfWhatIsTooLong() {
    String large = Samples.event("x").replace("{}", "[" + "{},".repeat(100) + "0]");

    List<Reading> readings = Samples.read(Samples.utf8(large + "\n" + A), 100);

    assertThat(Samples.ids(readings)).containsExactly("!" + large.substring(0, 100), "a");
    assertThat(((Unreadable) readings.getFirst()).reason())
        .isEqualTo("longer than 100 bytes: %d more are not kept", large.length() - 100);
  }

  @Test
  void takesFiveHundredLevelsAndNoMore() {
    String deepest = Samples.event("d").replace("{}", "[".repeat(499) + "]".repeat(499));
    String deeper = Samples.event("e").replace("{}", "[".repeat(100_000) + "]".repeat(100_000));

    List<Reading> readings = Samples.read(deepest + "\n" + deeper + "\n" + A);

    assertThat(Samples.ids(readings)).containsExactly("d", "!" + deeper, "a");
    assertThat(((Unreadable) readings.get(1)).reason()).contains("expected at most 500 levels");
  }

  @Test
  void readsOnInBoundedTimeWhenEveryLineIsCut() {
    String lines =
        IntStream.range(0, 20_000).mapToObj(i -> "{\"a\":[" + i + ",\n").collect(joining());

    List<Reading> readings = Samples.read(lines + A);

    assertThat(readings).hasSize(20_001);
    assertThat(Samples.ids(readings).getLast()).isEqualTo("a");
  }

  @Test
  void rejectsWhatWouldFillTheMemory() {
    String crowded = Samples.event("x").replace("{}", "[" + "{},".repeat(2_000_000) + "0]");

    List<Reading> readings = Samples.read(crowded + "\n" + A);

    assertThat(readings).hasSize(2);
    assertThat(((Unreadable) readings.getFirst()).reason()).startsWith("not JSON: Token count");
    assertThat(Samples.ids(readings).getLast()).isEqualTo("a");
  }
}
