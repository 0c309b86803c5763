package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeamsTests {

  private final Seams seams = new Seams();
  private int at;

  /** Bytes come in pieces, smaller and larger than what is kept; the seam is after the second. */
  @ParameterizedTest
  @CsvSource({
    "0,    1,    1,    1,    0,    3",
    "1000, 10,   5,    3000, 0,    2034",
    "1000, 24,   1024, 10,   0,    2048",
    "1000, 500,  1000, 1000, 476,  2524",
    "5000, 1,    1,    5000, 3977, 6025",
    "10,   5000, 5000, 10,   3986, 6034",
  })
  void keepsTheBytesOnEitherSide(int first, int second, int third, int fourth, int start, int end) {
    take(first);
    take(second);
    seams.join();
    take(third);
    take(fourth);

    Seam seam = seams.all().getFirst();
    assertThat(seam.start()).isEqualTo(start);
    assertThat(seam.end()).isEqualTo(end);
    assertThat(seam.bytes()).isEqualTo(Arrays.copyOfRange(SampleMedia.BYTES, start, end));
  }

  /** Bytes that are all alike would look the same if they came from another place. */
  @Test
  void keepsTheNearestBytesThatAreNotAlikeToo() {
    take(3000);
    takeSilence(200_000);
    takeSilence(5000);
    seams.join();
    takeSilence(100_000);
    byte[] mixed = new byte[10_000];
    System.arraycopy(SampleMedia.BYTES, 0, mixed, 5000, 5000);
    seams.take(mixed, mixed.length);
    takeSilence(100_000);

    assertThat(seams.all())
        .extracting(Seam::start, Seam::end)
        .containsExactly(
            tuple(1976L, 3000L),
            tuple(206_976L, 209_024L),
            tuple(3000L + 205_000 + 100_000 + 4096, 3000L + 205_000 + 100_000 + 5120));
  }

  @Test
  void keepsNothingMoreWhereTheSeamItselfTells() {
    take(3000);
    takeSilence(3000);
    take(2000);
    seams.join();
    take(3000);
    takeSilence(3000);
    take(3000);

    assertThat(seams.all()).hasSize(1);
  }

  @Test
  void keepsNoMoreThanItsShareOfMemory() {
    for (int i = 0; i <= Seams.MOST; i++) {
      take(1);
      assertThat(seams.areTooMany()).isFalse();
      seams.join();
      take(2000);
    }

    assertThat(seams.areTooMany()).isTrue();
  }

  @Test
  void forgetsEverythingWhenTheObjectBeginsAnew() {
    take(3000);
    seams.join();
    take(3000);

    seams.restart();
    at = 0;
    take(10);
    seams.join();
    take(10);

    assertThat(seams.all())
        .singleElement()
        .satisfies(
            seam -> assertThat(seam.bytes()).isEqualTo(Arrays.copyOf(SampleMedia.BYTES, 20)));
  }

  private void takeSilence(int length) {
    seams.take(new byte[length], length);
    at += length;
  }

  private void take(int length) {
    byte[] piece = Arrays.copyOfRange(SampleMedia.BYTES, at % 100_000, at % 100_000 + length);
    seams.take(piece, length);
    at += length;
  }
}
