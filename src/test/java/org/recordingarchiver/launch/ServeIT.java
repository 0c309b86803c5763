package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.RecordingArchiver;
import org.recordingarchiver.support.QuickJava;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real process as a webhook, ended by a real signal. */
@Order(1)
class ServeIT {

  private static final String SECRET = "s3cr3t-of-the-webhook";
  private static final String CONTEXT = "eyJhbGciOiJub25lIn0.incoming-call-context.c2ln";
  private static final int SENDERS = 6;

  private final TestDatabase database = TestPostgres.migrated();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Process> started = new ArrayList<>();
  @TempDir private Path directory;

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private URI serveFromJar() throws IOException, InterruptedException {
    return serve(Ran.fromJar());
  }

  private URI serve() throws IOException, InterruptedException {
    List<String> command = QuickJava.command();
    command.add(RecordingArchiver.class.getName());
    return serve(command);
  }

  private URI serve(List<String> archiver) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(archiver);
    command.addAll(
        List.of(
            "serve", "--verbose", "--server.port=0", "--spring.datasource.url=" + database.url()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile());
    builder.environment().put("SPRING_DATASOURCE_USERNAME", database.user());
    builder.environment().put("SPRING_DATASOURCE_PASSWORD", database.password());
    builder.environment().put("ARCHIVER_WEBHOOK_SECRETS", SECRET);
    started.add(
        builder.redirectOutput(file("out").toFile()).redirectError(file("err").toFile()).start());
    while (!Files.readString(file("out")).endsWith("/events\n")) {
      assertThat(started.getLast().isAlive()).as(Files.readString(file("err"))).isTrue();
      Thread.sleep(50);
    }
    String line = Files.readString(file("out"));
    return URI.create(line.substring("listening on ".length()).strip() + "?code=" + SECRET);
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private int post(URI uri, byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body)).build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void losesNothingThatItAnswered200WhenItIsToldToEnd() throws Exception {
    URI uri = serveFromJar();
    Set<String> kept = new ConcurrentSkipListSet<>();
    List<Thread> senders = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      String prefix = sender + "-";
      senders.add(Thread.startVirtualThread(() -> deliver(uri, prefix, kept)));
    }
    while (kept.size() < 200) {
      Thread.sleep(20);
    }

    started.getLast().destroy();
    for (Thread sender : senders) {
      sender.join();
    }

    assertThat(started.getLast().waitFor()).isEqualTo(ExitCode.STOPPED.number());
    assertThat(jdbc.sql("select event_id from event").query(String.class).list())
        .containsAll(kept)
        .doesNotHaveDuplicates();
  }

  /** Until the webhook takes no more. */
  private void deliver(URI uri, String prefix, Set<String> kept) {
    try {
      for (int number = 0; ; number++) {
        String id = prefix + number;
        String event =
            "{\"id\":\"%s\",\"topic\":\"/t/acs\",\"eventType\":\"Some.Type\",\"subject\":\"\",\"data\":{}}"
                .formatted(id);
        if (post(uri, event.getBytes(StandardCharsets.UTF_8)) == 200) {
          kept.add(id);
        }
      }
    } catch (IOException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Event Grid sends a token along with some events; with it, one could answer the call. */
  @Test
  void keepsAndSaysNoSecret() throws Exception {
    URI uri = serve();
    String incoming =
        """
        [{"id":"i","topic":"/t/acs","eventType":"Microsoft.Communication.IncomingCall","subject":"/caller",\
        "eventTime":"2026-01-05T07:00:00Z","dataVersion":"1.0","data":{"to":{"rawId":"8:acs:b"},\
        "from":{"rawId":"4:+15550100"},"serverCallId":"S","callerDisplayName":"Alex",\
        "incomingCallContext":"%s","correlationId":"C"}}]
        """
            .formatted(CONTEXT);

    assertThat(post(uri, incoming.getBytes(StandardCharsets.UTF_8))).isEqualTo(200);
    String broken = incoming.substring(0, incoming.indexOf("\",\"correlationId"));
    assertThat(post(uri, broken.getBytes(StandardCharsets.UTF_8))).isEqualTo(200);
    assertThat(post(URI.create(uri + "x"), new byte[0])).isEqualTo(503);
    started.getLast().destroy();
    assertThat(started.getLast().waitFor(1, TimeUnit.MINUTES)).isTrue();

    assertThat(jdbc.sql("select count(*) from event").query(Long.class).single()).isEqualTo(1);
    assertThat(jdbc.sql("select count(*) from rejected_event").query(Long.class).single())
        .isPositive();
    String said = Files.readString(file("out")) + Files.readString(file("err"));
    assertThat(said).contains("rejected_event", "no valid secret").doesNotContain(SECRET);
    for (String text : List.of(said, everythingInTheDatabase())) {
      assertThat(text).doesNotContain(CONTEXT, "incoming-call-context");
      assertThat(text)
          .doesNotContain(
              Base64.getEncoder().encodeToString(CONTEXT.getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(everythingInTheDatabase()).contains("Alex").doesNotContain(SECRET);
  }

  private String everythingInTheDatabase() {
    StringBuilder all = new StringBuilder();
    for (String table :
        jdbc.sql("select table_name from information_schema.tables where table_schema = 'public'")
            .query(String.class)
            .list()) {
      jdbc.sql("select t::text from " + table + " t")
          .query(String.class)
          .list()
          .forEach(all::append);
    }
    for (String table : List.of("event", "rejected_event")) {
      jdbc.sql("select encode(body, 'escape') from " + table)
          .query(String.class)
          .list()
          .forEach(all::append);
    }
    return all.toString();
  }

  @Test
  void refusesToBeReachedFromElsewhereWithoutSecretsAndAPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Ran open = run("serve", "--server.address=0.0.0.0");
      Ran busy = run("serve", "--server.port=" + taken.getLocalPort());
      Ran wrong = run("serve", "--archiver.webhook.path=events");

      assertThat(open.code()).isEqualTo(ExitCode.USAGE.number());
      assertThat(open.err()).contains("set archiver.webhook.secrets, or listen on 127.0.0.1");
      assertThat(busy.code()).isEqualTo(ExitCode.USAGE.number());
      assertThat(busy.err()).contains("port " + taken.getLocalPort() + " is taken");
      assertThat(wrong.code()).isEqualTo(ExitCode.USAGE.number());
    }
  }

  private Ran run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--spring.datasource.url=" + database.url());
    return Ran.jar(
        directory,
        Map.of(
            "SPRING_DATASOURCE_USERNAME", database.user(),
            "SPRING_DATASOURCE_PASSWORD", database.password()),
        all.toArray(String[]::new));
  }
}
