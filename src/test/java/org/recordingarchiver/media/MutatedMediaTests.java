package org.recordingarchiver.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds, there is a verdict, and soon. */
class MutatedMediaTests {

  private static final int MUTATIONS = 1500;

  /** Numbers that make trouble where a size or a count is. */
  private static final List<Integer> EVIL =
      List.of(0, 1, 7, 8, 9, 15, 16, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF);

  static Stream<String> files() {
    return MediaFiles.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyMutationGetsAVerdictInFewSteps(String name) throws IOException {
    byte[] bytes = MediaFiles.read(name);
    Random random = new Random(name.hashCode());

    for (int mutation = 0; mutation < MUTATIONS; mutation++) {
      byte[] mutated = mutate(bytes, random);
      int length = random.nextInt(8) == 0 ? random.nextInt(mutated.length) : mutated.length;
      ByteArrayChannel file = new ByteArrayChannel(mutated, length);

      MediaVerdict verdict = MediaCheck.of(file);

      assertThat(verdict).as("mutation %d", mutation).isNotNull();
      assertThat(file.reads()).as("reads of mutation %d", mutation).isLessThan(1000 + length);
    }
  }

  /** One to four changes, most of them where headers and tables are. */
  private static byte[] mutate(byte[] bytes, Random random) {
    byte[] mutated = bytes.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int bound = random.nextBoolean() ? mutated.length : Math.min(mutated.length, 2000);
      int at = random.nextInt(bound - 3);
      switch (random.nextInt(5)) {
        case 0 -> mutated[at] = (byte) random.nextInt();
        case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> {
          byte[] evil = Mp4Bytes.numbers(EVIL.get(random.nextInt(EVIL.size())));
          System.arraycopy(evil, 0, mutated, at, 4);
        }
        case 3 -> {
          int from = random.nextInt(mutated.length - 3);
          int length = random.nextInt(1, mutated.length - Math.max(from, at));
          System.arraycopy(mutated, from, mutated, at, length);
        }
        default -> mutated = MediaFiles.without(mutated, at, random.nextInt(1, 4));
      }
    }
    return mutated;
  }
}
