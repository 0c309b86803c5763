package org.recordingarchiver.intake.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.RecordingArchiver;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PostgreSQL stops and starts while events come: what was answered 200 is kept, exactly once. */
class OutageIT {

  private static final int SENDERS = 4;
  private static final int BATCH = 20;

  @TempDir private Path home;

  private final Set<String> kept = new ConcurrentSkipListSet<>();
  private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
  private volatile boolean ending;

  @Test
  void keepsExactlyOnceWhatItAnswered200() throws Exception {
    int port = freePort();
    EmbeddedPostgres first = postgres(port);
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    try (ConfigurableApplicationContext context = serve(first)) {
      GridClient grid =
          new GridClient(
              "http://127.0.0.1:%s/events"
                  .formatted(context.getEnvironment().getProperty("local.server.port")));
      IntStream.range(0, SENDERS).forEach(sender -> senders.execute(() -> deliver(grid, sender)));

      await().until(() -> kept.size() > 20 * BATCH);
      first.close();
      await().until(() -> refusals.size() >= SENDERS);
      int before = kept.size();
      try (EmbeddedPostgres second = postgres(port)) {
        await().until(() -> kept.size() > before + 20 * BATCH);
        ending = true;
        senders.shutdown();
        await().until(senders::isTerminated);
        assertThat(eventIds(second)).containsAll(kept).doesNotHaveDuplicates();
      }
    }
    assertThat(new TreeSet<>(refusals)).containsExactly(503);
  }

  private static List<String> eventIds(EmbeddedPostgres postgres) {
    return JdbcClient.create(postgres.getPostgresDatabase())
        .sql("select event_id from event")
        .query(String.class)
        .list();
  }

  /** Like Event Grid: what was not answered 200 comes again. */
  private void deliver(GridClient grid, int sender) {
    for (int batch = 0; !ending; batch++) {
      String prefix = "%d-%d-".formatted(sender, batch);
      List<String> ids = IntStream.range(0, BATCH).mapToObj(each -> prefix + each).toList();
      byte[] body = GridClient.batch(ids).getBytes(StandardCharsets.UTF_8);
      int status = grid.post(body, "").statusCode();
      while (status != 200) {
        refusals.add(status);
        status = grid.post(body, "").statusCode();
      }
      kept.addAll(ids);
    }
  }

  private ConfigurableApplicationContext serve(EmbeddedPostgres postgres) {
    return new SpringApplicationBuilder(RecordingArchiver.class)
        .run(
            "--spring.main.web-application-type=servlet",
            "--server.port=0",
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
            "--spring.datasource.username=postgres",
            "--archiver.home=" + home);
  }

  /** The same data each time; here alone, for the other tests share theirs. */
  private EmbeddedPostgres postgres(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(Path.of("target", "test-postgres").toFile())
        .setDataDirectory(Path.of("target", "outage-" + port).toAbsolutePath())
        .setCleanDataDirectory(false)
        .setPort(port)
        .setPGStartupWait(Duration.ofMinutes(2))
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("listen_addresses", "localhost")
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
