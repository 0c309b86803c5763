package org.recordingarchiver.launch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.recordingarchiver.launch.settings.SettingsCheck;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/** Starts the application for a command that needs it, and closes it before the process ends. */
final class Application {

  private static final String LISTENING = "--spring.main.web-application-type=servlet";

  /** Deliveries in hand are answered: spring.lifecycle.timeout-per-shutdown-phase and some more. */
  private static final Duration PATIENCE_OF_LISTENERS = Duration.ofSeconds(30);

  private static final String VERBOSE = "--logging.level.org.recordingarchiver=debug";

  private final Class<?> type;
  private final SettingArguments arguments;
  private final Shutdown shutdown;

  Application(Class<?> type, SettingArguments arguments, Shutdown shutdown) {
    this.type = type;
    this.arguments = arguments;
    this.shutdown = shutdown;
  }

  /** Lets the work use the application with the settings as given. */
  <T> T with(CommonOptions options, Function<ApplicationContext, T> work) {
    return with(options, given -> Map.of(), work);
  }

  /** Lets the work use the application; these settings win over all given ones. */
  <T> T with(
      CommonOptions options,
      Function<Environment, Map<String, Object>> settings,
      Function<ApplicationContext, T> work) {
    return with(options, settings, List.of(), work);
  }

  /** Lets the work use the application while it listens for requests. */
  <T> T listening(
      CommonOptions options,
      Function<Environment, Map<String, Object>> settings,
      Function<ApplicationContext, T> work) {
    shutdown.waitUpTo(PATIENCE_OF_LISTENERS);
    return with(options, settings, List.of(LISTENING), work);
  }

  private <T> T with(
      CommonOptions options,
      Function<Environment, Map<String, Object>> settings,
      List<String> extra,
      Function<ApplicationContext, T> work) {
    shutdown.watch();
    DatabaseName database = new DatabaseName();
    try (ConfigurableApplicationContext context =
        start(
            options,
            extra,
            environment -> prepare(environment, settings.apply(environment), database))) {
      return work.apply(context);
    } catch (RuntimeException e) {
      throw shutdown.isSignalled() ? new StoppedException(e) : database.named(e);
    }
  }

  private ConfigurableApplicationContext start(
      CommonOptions options, List<String> extra, Consumer<ConfigurableEnvironment> preparation) {
    SpringApplication application = new SpringApplication(type);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.addInitializers(context -> preparation.accept(context.getEnvironment()));
    List<String> all = new ArrayList<>(arguments.settings());
    all.addAll(extra);
    if (options.verbose) {
      all.add(VERBOSE);
    }
    return application.run(all.toArray(String[]::new));
  }

  private static void prepare(
      ConfigurableEnvironment environment, Map<String, Object> settings, DatabaseName database) {
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("the command itself", settings));
    SettingsCheck.check(environment);
    database.read(environment);
  }
}
