package org.recordingarchiver.intake.webhook;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.event.EventReader;
import org.recordingarchiver.event.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes deliveries of Event Grid. The answer is 200 after everything in a delivery is committed,
 * and 503 with {@code Retry-After} in every other case: on 400, 401, 403 and 413 Event Grid gives
 * the events up (WIRE.md 6.3). A plain servlet, because nobody in front of it may answer 400 or 415
 * for a body that is not as expected.
 */
final class EventsServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(EventsServlet.class);

  private static final int AT_ONCE = 64;
  private static final Duration TO_READ = Duration.ofSeconds(8);
  private static final Duration TO_ANSWER = Duration.ofSeconds(18);
  private static final String RETRY_AFTER_SECONDS = "30";
  private static final String ALLOWED_METHODS = "POST, OPTIONS";

  private final transient WebhookSettings settings;
  private final transient SecretCheck secrets;
  private final transient DeliveryWriters writers;
  private final transient Semaphore places = new Semaphore(AT_ONCE);
  private final transient Refusals strangers;
  private final transient Refusals untaken;

  EventsServlet(WebhookSettings settings, DeliveryWriters writers, Clock clock) {
    this.settings = settings;
    this.secrets = new SecretCheck(settings.secrets());
    this.writers = writers;
    this.strangers = new Refusals(clock);
    this.untaken = new Refusals(clock);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getMethod()) {
      case "POST", "OPTIONS" -> admit(request, response);
      default -> {
        response.setHeader("Allow", ALLOWED_METHODS);
        response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      }
    }
  }

  private void admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!secrets.passes(request.getQueryString(), request.getHeader(settings.secretHeader()))) {
      // Not 401: while secrets rotate, a genuine event may carry the wrong one.
      strangers.add("it carries no valid secret, in ?code= or " + settings.secretHeader());
      refuse(response);
    } else if (request.getMethod().equals("OPTIONS")) {
      consent(request, response);
    } else {
      receive(request, response);
    }
  }

  /** The handshake of the CloudEvents schema: the status alone would be no consent. */
  private static void consent(HttpServletRequest request, HttpServletResponse response) {
    String origin = request.getHeader("WebHook-Request-Origin");
    response.setHeader("Allow", ALLOWED_METHODS);
    if (origin != null) {
      log.info("consented to deliveries from {}", legible(origin));
      response.setHeader("WebHook-Allowed-Origin", origin);
      response.setHeader("WebHook-Allowed-Rate", "*");
    }
    response.setStatus(HttpServletResponse.SC_OK);
  }

  private void receive(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!places.tryAcquire()) {
      untaken.add("%d others are being taken in".formatted(AT_ONCE));
      refuse(response);
      return;
    }
    try {
      answer(response, take(request));
    } catch (NotTakenException e) {
      untaken.add(String.valueOf(e.getMessage()));
      refuse(response);
    } catch (IOException e) {
      untaken.add("its body broke off: " + e.getMessage());
      refuse(response);
    } finally {
      places.release();
    }
  }

  /** Returns what to answer, after all is committed. */
  private Map<String, Object> take(HttpServletRequest request) throws IOException {
    Deadline answer = Deadline.in(TO_ANSWER);
    DeliveryBody.requireShort(request.getContentLengthLong());
    byte[] body = DeliveryBody.read(request.getInputStream(), Deadline.in(TO_READ));
    List<Reading> readings = read(body);
    Optional<String> code = Handshake.code(readings);
    List<Reading> events =
        readings.stream()
            .filter(reading -> code.isEmpty() || !Handshake.isValidation(reading))
            .toList();
    if (!events.isEmpty()) {
      writers.commit(Delivery.of(events), answer);
    }
    String subscription = legible(request.getHeader("aeg-subscription-name"));
    if (events.stream().anyMatch(Handshake::isDeletion)) {
      log.warn("the subscription {} was deleted: it will bring no more events", subscription);
    }
    code.ifPresent(it -> log.info("the subscription {} was validated", subscription));
    return code.<Map<String, Object>>map(it -> Map.of("validationResponse", it))
        .orElseGet(() -> Map.of("kept", events.size()));
  }

  private static List<Reading> read(byte[] body) throws IOException {
    EventReader reader = new EventReader(new ByteArrayInputStream(body));
    List<Reading> readings = new ArrayList<>();
    for (@Nullable Reading next = reader.next(); next != null; next = reader.next()) {
      readings.add(next);
    }
    return readings;
  }

  private static void answer(HttpServletResponse response, Map<String, Object> answer)
      throws IOException {
    byte[] json = JsonMapper.shared().writeValueAsBytes(answer);
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("application/json");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }

  private static void refuse(HttpServletResponse response) {
    response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
  }

  /** What comes from outside must not write lines of its own into the log. */
  private static String legible(@Nullable String header) {
    return header == null ? "without a name" : header.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
