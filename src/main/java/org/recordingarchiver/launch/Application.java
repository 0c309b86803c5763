package org.recordingarchiver.launch;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.recordingarchiver.launch.settings.SettingsCheck;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/** Starts the application for a command that needs it, and closes it before the process ends. */
final class Application {

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
    shutdown.watch();
    DatabaseName database = new DatabaseName();
    try (ConfigurableApplicationContext context =
        start(
            options, environment -> prepare(environment, settings.apply(environment), database))) {
      return work.apply(context);
    } catch (RuntimeException e) {
      throw shutdown.isSignalled() ? new StoppedException(e) : database.named(e);
    }
  }

  private ConfigurableApplicationContext start(
      CommonOptions options, Consumer<ConfigurableEnvironment> preparation) {
    SpringApplication application = new SpringApplication(type);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.addInitializers(context -> preparation.accept(context.getEnvironment()));
    Stream<String> extra = options.verbose ? Stream.of(VERBOSE) : Stream.of();
    return application.run(
        Stream.concat(arguments.settings().stream(), extra).toArray(String[]::new));
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
