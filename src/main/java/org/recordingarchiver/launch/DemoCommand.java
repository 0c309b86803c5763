package org.recordingarchiver.launch;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.DemoCalls;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code demo}. */
@Command(
    name = "demo",
    description = {
      "Shows the whole pipeline on this machine: a stand-in for Azure Communication Services serves"
          + " recordings, their events are ingested, and one run archives them.",
      "It needs nothing and touches nothing of yours: whatever is configured, it uses an embedded"
          + " database and an archive of its own, in demo below archiver.home."
    },
    footer = {"", "Example:", "  recording-archiver demo"})
final class DemoCommand implements Callable<Integer> {

  @Mixin CommonOptions common = new CommonOptions();

  private final Console console;
  private final Application application;

  DemoCommand(Console console, Application application) {
    this.console = console;
    this.application = application;
  }

  @Override
  public Integer call() {
    try (AcsSimulator simulator = AcsSimulator.start()) {
      Clock clock = Clock.systemUTC();
      DemoCalls calls = DemoCalls.load(simulator, clock.instant(), clock.millis());
      DemoSettings settings = new DemoSettings(simulator);
      return application
          .with(
              common,
              settings::over,
              context -> {
                Path home = Path.of(context.getEnvironment().getRequiredProperty("archiver.home"));
                return new Demo(console, context, home, calls).play();
              })
          .number();
    }
  }
}
