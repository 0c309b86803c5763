package org.recordingarchiver.launch.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTests {

  @ParameterizedTest
  @CsvSource({
    "archive, archive, 0",
    "archve, archive, 1",
    "archive, '', 7",
    "'', ab, 2",
    "ab, ba, 2"
  })
  void countsTheChangesBetweenTwoWords(String from, String to, int changes) {
    assertThat(Nearest.distance(from, to)).isEqualTo(changes);
  }

  @Test
  void suggestsTheWordWithTheFewestChanges() {
    List<String> words = List.of("ingest", "archive", "status");

    assertThat(Nearest.to("statsu", words, Function.identity())).contains("status");
  }

  @Test
  void suggestsNothingWhenNoWordIsNear() {
    assertThat(Nearest.to("delete", List.of("ingest", "archive"), Function.identity())).isEmpty();
  }
}
