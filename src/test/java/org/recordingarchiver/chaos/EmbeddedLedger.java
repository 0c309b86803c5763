package org.recordingarchiver.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.RecordingArchiver;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database that comes along when none is configured: its server is started by whoever comes
 * first, outlives who is killed, and is killed itself.
 */
final class EmbeddedLedger implements Ledger {

  private final Path home;

  EmbeddedLedger(Path home) {
    this.home = home;
  }

  @Override
  public List<String> settings() {
    return List.of();
  }

  /**
   * As any command would: the server is started for it if need be. That is refused while a process
   * lives whose server was killed.
   */
  @Override
  public <T> T look(Function<JdbcClient, T> question) {
    try (ConfigurableApplicationContext context =
        Awaitility.await()
            .forever()
            .pollInterval(Duration.ofSeconds(1))
            .ignoreExceptions()
            .until(this::application, ConfigurableApplicationContext::isActive)) {
      return question.apply(context.getBean(JdbcClient.class));
    }
  }

  private ConfigurableApplicationContext application() {
    return new SpringApplicationBuilder(RecordingArchiver.class).run("--archiver.home=" + home);
  }

  @Override
  public @Nullable String strike(RandomGenerator random) {
    Optional<Postmaster> postmaster = Postmaster.of(home.resolve("postgres").resolve("data"));
    if (postmaster.isEmpty()) {
      return null;
    }
    if (random.nextBoolean()) {
      postmaster.get().killAChild(random);
      return "killed a process of the embedded PostgreSQL";
    }
    postmaster.get().kill();
    return "killed the embedded PostgreSQL";
  }

  /** Stops what a killed process left running. */
  @Override
  public void close() {
    look(rows -> rows.sql("select 1").query(Integer.class).single());
  }
}
