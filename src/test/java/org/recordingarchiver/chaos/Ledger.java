package org.recordingarchiver.chaos;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database of a world, and how it is made to fail. */
interface Ledger extends AutoCloseable {

  /** What a process is told of it. */
  List<String> settings();

  /** Looks into it; waits until it can be reached. */
  <T> T look(Function<JdbcClient, T> question);

  /** Restarts it, or kills some or all of it; says what was done, null if it did not run. */
  @Nullable String strike(RandomGenerator random);

  @Override
  void close();
}
