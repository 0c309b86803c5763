package org.recordingarchiver.launch;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code serve}. */
@Command(
    name = "serve",
    description = {
      "Queues recordings from events that Azure Event Grid delivers: its webhook.",
      "Listens on 127.0.0.1:8080/events until it is told to end. Another address takes"
          + " --server.address and archiver.webhook.secrets, another port --server.port. A delivery"
          + " is answered 200 after all its events are committed, and 503 otherwise."
    },
    footer = {
      "",
      "Examples:",
      "  recording-archiver serve",
      "  recording-archiver serve --server.address=0.0.0.0 --server.port=8443 --server.ssl.bundle=..."
    })
final class ServeCommand implements Callable<Integer> {

  @Mixin CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;
  private final Application application;

  ServeCommand(Console console, Application application) {
    this.console = console;
    this.application = application;
  }

  @Override
  public Integer call() {
    return application.listening(common, this::check, this::serve).number();
  }

  /** Without a secret, everyone who can reach the port could queue recordings. */
  private Map<String, Object> check(Environment environment) {
    Binder binder = Binder.get(environment);
    boolean hasSecrets =
        binder
            .bind("archiver.webhook.secrets", Bindable.listOf(String.class))
            .map(secrets -> !secrets.isEmpty())
            .orElse(false);
    InetAddress address =
        binder.bind("server.address", InetAddress.class).orElseGet(InetAddress::getLoopbackAddress);
    if (!hasSecrets && !address.isLoopbackAddress()) {
      throw new ParameterException(
          spec.commandLine(),
          "server.address %s can be reached from elsewhere: set archiver.webhook.secrets, or listen on 127.0.0.1"
              .formatted(address.getHostAddress()));
    }
    return Map.of();
  }

  private ExitCode serve(ApplicationContext context) {
    CountDownLatch closed = new CountDownLatch(1);
    ((ConfigurableApplicationContext) context)
        .addApplicationListener((ContextClosedEvent event) -> closed.countDown());
    console.out().println("listening on " + url(context));
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.STOPPED;
  }

  private static String url(ApplicationContext context) {
    Environment environment = context.getEnvironment();
    boolean tls =
        !Binder.get(environment)
            .bind("server.ssl", Bindable.mapOf(String.class, String.class))
            .orElse(Map.of())
            .isEmpty();
    int port = requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
    return "%s://%s:%d%s"
        .formatted(
            tls ? "https" : "http",
            environment.getProperty("server.address", "127.0.0.1"),
            port,
            environment.getProperty("archiver.webhook.path", "/events"));
  }
}
