package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentRangeTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "bytes 0-9/10                   | bytes 0-9/10",
        "bytes 5-5/10                   | bytes 5-5/10",
        "Bytes  5-9/10                  | bytes 5-9/10",
        "' bytes 5-9/10 '               | bytes 5-9/10",
        "bytes */10                     | bytes 10-9/10",
        "bytes 0-999999999999999998/999999999999999999 | bytes"
            + " 0-999999999999999998/999999999999999999",
        "bytes 5-9/*                    | bytes 5-9/*",
        "bytes 9-5/*                    | -",
        "bytes */*                      | -",
        "bytes 0-10/10                  | -",
        "bytes 9-5/10                   | -",
        "bytes 10-10/10                 | -",
        "bytes 0-9/9999999999999999999  | -",
        "bytes 0-9223372036854775807/9223372036854775807 | -",
        "bytes 0-9/-10                  | -",
        "bytes -1-9/10                  | -",
        "bytes 0x0-9/10                 | -",
        "bytes 0-9/10, bytes 0-8/10     | -",
        "bytes=0-9/10                   | -",
        "items 0-9/10                   | -",
        "0-9/10                         | -",
        "bytes                          | -",
        "''                             | -",
        "-                              | -",
      })
  void readsOnlyWhatIsClear(String header, String range) {
    assertThat(ContentRange.parse(header).map(ContentRange::toString).orElse(null))
        .isEqualTo(range);
  }
}
