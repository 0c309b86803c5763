package org.recordingarchiver.intake.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.RecordingArchiver;
import org.recordingarchiver.support.OwnThread;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the webhook answers, over real HTTP and on a real database. */
@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class WebhookIT {

  private static final String SECRET = "a-secret-of-the-webhook";
  private static final String CODE = "?code=" + SECRET;
  private static final TestDatabase DATABASE = TestPostgres.migrated();

  @TempDir private static Path home;
  private static ConfigurableApplicationContext context;
  private static int port;
  private static GridClient grid;
  private final JdbcClient jdbc = JdbcClient.create(DATABASE.dataSource());

  @BeforeAll
  static void start() {
    context =
        new SpringApplicationBuilder(RecordingArchiver.class)
            .initializers(it -> it.getBeanFactory().addBeanPostProcessor(new QuickClock()))
            .run(
                "--spring.main.web-application-type=servlet",
                "--server.port=0",
                "--server.tomcat.connection-timeout=1m",
                "--spring.datasource.url=" + DATABASE.url(),
                "--spring.datasource.username=" + DATABASE.user(),
                "--spring.datasource.password=" + DATABASE.password(),
                "--archiver.home=" + home,
                "--archiver.webhook.secrets=another-secret," + SECRET);
    port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    grid = new GridClient("http://127.0.0.1:" + port + "/events");
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private long count(String from) {
    return jdbc.sql("select count(*) from " + from).query(Long.class).single();
  }

  @Test
  void answers200WhenTheWholeBatchIsCommitted() {
    HttpResponse<String> answer =
        grid.post(utf8(GridClient.batch(List.of("b-1", "b-2", "b-3"))), CODE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"kept\":3}");
    assertThat(count("event where event_id like 'b-_'")).isEqualTo(3);
    assertThat(count("chunk where document_id like 'b-_' and status = 'QUEUED'")).isEqualTo(3);
  }

  @Test
  void takesTheSecretFromTheHeaderToo() {
    HttpResponse<String> answer =
        grid.post(utf8(GridClient.event("h-1")), "", "x-archiver-secret", "another-secret");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(count("event where event_id = 'h-1'")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?code=", "?code=wrong-but-hidden", "?code=%"})
  void answers503AndWarnsOfWhoeverCarriesNoSecret(String query, CapturedOutput output) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"))
            .POST(BodyPublishers.ofString(GridClient.event("stranger")))
            .build();
    int status =
        query.endsWith("%")
            ? raw("POST /events?code=% HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
            : grid.post(utf8(GridClient.event("stranger")), query).statusCode();

    assertThat(status).isEqualTo(503);
    assertThat(grid.send(request).headers().firstValue("Retry-After")).contains("30");
    assertThat(count("event where event_id = 'stranger'")).isZero();
    assertThat(output).contains("WARN").contains("it carries no valid secret");
    assertThat(output).contains(" so far)").doesNotContain("hidden").doesNotContain(SECRET);
  }

  @Test
  void answersBothHandshakes() throws IOException {
    String validation =
        new String(
            WebhookIT.class
                .getResourceAsStream("/acs/examples/subscription-validation.request.json")
                .readAllBytes(),
            StandardCharsets.UTF_8);
    HttpRequest options =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events" + CODE))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("WebHook-Request-Origin", "eventgrid.azure.net")
            .build();

    HttpResponse<String> validated = grid.post(utf8(validation), CODE);
    HttpResponse<String> consented = grid.send(options);

    assertThat(validated.statusCode()).isEqualTo(200);
    assertThat(validated.body())
        .isEqualTo("{\"validationResponse\":\"512d38b6-c7b8-40c8-89fe-f46f9e9622b6\"}");
    assertThat(consented.statusCode()).isEqualTo(200);
    assertThat(consented.headers().firstValue("WebHook-Allowed-Origin"))
        .contains("eventgrid.azure.net");
    assertThat(consented.headers().firstValue("WebHook-Allowed-Rate")).contains("*");
    assertThat(grid.post(utf8(validation), "").statusCode()).isEqualTo(503);
  }

  @Test
  void notesThatASubscriptionWasDeleted(CapturedOutput output) {
    HttpResponse<String> answer =
        grid.post(
            utf8(
                """
                [{"id":"deleted","topic":"/t/acs","subject":"","eventTime":"2026-01-05T07:00:00Z",\
                "eventType":"Microsoft.EventGrid.SubscriptionDeletedEvent","data":{}}]
                """),
            CODE,
            "aeg-event-type",
            "SubscriptionDeletion",
            "aeg-subscription-name",
            "CALLS");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(output).contains("the subscription CALLS was deleted");
    assertThat(count("event where event_id = 'deleted'")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{\"id\":",
        "[1,null,\"x\"]",
        "<html></html>",
        "{\"id\":\"1\",\"eventType\":\"",
        "\u0000\u0001"
      })
  void keepsWhatItCanNotRead(String body) {
    long before = count("rejected_event");

    HttpResponse<String> answer =
        grid.post(utf8(body), CODE, "Content-Type", "multipart/form-data");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(count("rejected_event")).isGreaterThan(before);
  }

  /** On 400, 401, 403 and 413 Event Grid would give the events up. */
  @ParameterizedTest
  @CsvSource({
    "'POST /events?code={}|^ HTTP/1.1', 'Content-Length: 2', 503",
    "'POST /events?code=%zz HTTP/1.1', 'Content-Length: 2', 503",
    "'POST /events?CODE HTTP/1.1', 'Content-Type: application/x-www-form-urlencoded', 200",
    "'POST /events?CODE HTTP/1.1', 'Content-Type: nonsense', 200",
    "'POST /events?CODE HTTP/1.1', 'Content-Length: 5000000', 503",
    "'POST /events?CODE HTTP/1.1', 'X-Many: LONG', 200",
    "'GET /events?CODE HTTP/1.1', 'X: y', 405"
  })
  void neverMakesEventGridGiveUp(String line, String header, int status) {
    String length = header.startsWith("Content-Length") ? "" : "Content-Length: 2\r\n";
    String request = line + "\r\nHost: localhost\r\n" + header + "\r\n" + length + "\r\n[]";

    assertThat(raw(request.replace("CODE", "code=" + SECRET).replace("LONG", "x".repeat(45_000))))
        .isEqualTo(status);
  }

  @Test
  void answersInTimeWhenTheClientOrTheDatabaseIsSlow() throws Exception {
    try (Connection other = DATABASE.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table event in access exclusive mode");
      CompletableFuture<HttpResponse<String>> blocked =
          OwnThread.supply(() -> grid.post(utf8(GridClient.event("blocked")), CODE));
      CompletableFuture<Integer> trickling = OwnThread.supply(this::trickle);

      assertThat(trickling.join()).isEqualTo(503);
      assertThat(blocked.join().statusCode()).isEqualTo(503);
      assertThat(blocked.join().headers().firstValue("Retry-After")).contains("30");
      other.rollback();
    }
    assertThat(grid.post(utf8(GridClient.event("blocked")), CODE).statusCode()).isEqualTo(200);
    assertThat(count("event where event_id = 'blocked'")).isEqualTo(1);
  }

  /** A byte of the body each half second, for as long as it takes. */
  private int trickle() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          utf8("POST /events" + CODE + " HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n"));
      InputStream in = socket.getInputStream();
      for (int sent = 0; sent < 900 && in.available() == 0; sent++) {
        out.write(' ');
        Thread.sleep(500);
      }
      return status(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int raw(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return status(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int status(InputStream in) throws IOException {
    String line = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
    return Integer.parseInt(line.substring(9));
  }

  @Test
  void tellsHowItIs() {
    for (String path : List.of("/health", "/health/liveness", "/health/readiness")) {
      HttpResponse<String> answer =
          grid.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build());
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.body()).as(path).contains("\"status\":\"UP\"");
    }
  }

  /** Two seconds pass between any two looks at the clock: nothing was said just now. */
  private static final class QuickClock extends Clock implements BeanPostProcessor {

    private final AtomicLong seconds = new AtomicLong();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof Clock ? this : bean;
    }

    @Override
    public Instant instant() {
      return Instant.now().plusSeconds(seconds.addAndGet(2));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
