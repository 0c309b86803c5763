package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTests {

  /** However bytes come and are asked for, they are the same ones, in their order, and all. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8_191, 8_192, 8_193, 73_728, 73_729, 500_000})
  void passesEveryByteOnOnce(int length) throws IOException {
    Random random = new Random(length);
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    for (int most : new int[] {1, 700, 8_192, 100_000}) {
      ReadAhead ahead = new ReadAhead(new Piecemeal(bytes, random, most));
      ByteArrayOutputStream passed = new ByteArrayOutputStream();
      while (true) {
        byte[] wanted = new byte[1 + random.nextInt(20_000)];
        int first = random.nextBoolean() ? ahead.read() : -2;
        if (first >= 0) {
          passed.write(first);
        }
        int count = ahead.read(wanted, 0, wanted.length);
        if (count < 0) {
          break;
        }
        assertThat(count).isPositive();
        passed.write(wanted, 0, count);
      }

      assertThat(passed.toByteArray()).isEqualTo(bytes);
      assertThat(ahead.read()).isEqualTo(-1);
      assertThat(ahead.read(new byte[1], 0, 0)).isZero();
    }
  }

  @Test
  void readsMuchAtATimeOnceMuchHasCome() throws IOException {
    List<Integer> asked = new ArrayList<>();
    InputStream in =
        new FilterInputStream(new ByteArrayInputStream(new byte[100_000])) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            asked.add(length);
            return super.read(bytes, offset, length);
          }
        };
    ReadAhead ahead = new ReadAhead(in);
    while (ahead.read(new byte[8_192]) > 0) {
      assertThat(ahead.available()).isNotNegative();
    }

    assertThat(asked).containsExactly(8_192, 65_536, 65_536, 65_536);
  }

  /** An idle connection is looked at with a time limit, and used afterwards. */
  @Test
  void goesOnAfterATimeout() throws IOException {
    InputStream in =
        new FilterInputStream(new ByteArrayInputStream(new byte[] {1, 2, 3})) {
          private boolean late = true;

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            late = !late;
            if (!late) {
              throw new SocketTimeoutException("nothing came");
            }
            return super.read(bytes, offset, 2);
          }
        };
    ReadAhead ahead = new ReadAhead(in);

    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(ahead::read);
    assertThat(ahead.read()).isEqualTo(1);
    assertThat(ahead.available()).isEqualTo(2);
    assertThat(ahead.read()).isEqualTo(2);
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(ahead::read);
    assertThat(ahead.read()).isEqualTo(3);
  }

  /** Gives from one byte to so many at a time. */
  private static final class Piecemeal extends FilterInputStream {

    private final Random random;
    private final int most;

    Piecemeal(byte[] bytes, Random random, int most) {
      super(new ByteArrayInputStream(bytes));
      this.random = random;
      this.most = most;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(most)));
    }
  }
}
