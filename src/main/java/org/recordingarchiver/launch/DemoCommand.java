package org.recordingarchiver.launch;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.DemoCalls;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

  private static final int MOST_TIMES = 60;

  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "1",
      hidden = true,
      description = "Archives N times as many recordings, so that a start-up cache learns enough.")
  int times = 1;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;
  private final Application application;

  DemoCommand(Console console, Application application) {
    this.console = console;
    this.application = application;
  }

  @Override
  public Integer call() {
    if (times < 1 || times > MOST_TIMES) {
      throw new ParameterException(
          spec.commandLine(), "--times %d: must be 1 to %d".formatted(times, MOST_TIMES));
    }
    try (AcsSimulator simulator = AcsSimulator.start()) {
      Clock clock = Clock.systemUTC();
      DemoCalls calls = DemoCalls.load(simulator, clock.instant(), clock.millis());
      List<DemoCalls> more =
          IntStream.range(1, times)
              .mapToObj(time -> DemoCalls.load(simulator, clock.instant(), clock.millis() + time))
              .toList();
      DemoSettings settings = new DemoSettings(simulator);
      return application
          .with(
              common,
              settings::over,
              context -> {
                Path home = Path.of(context.getEnvironment().getRequiredProperty("archiver.home"));
                return new Demo(console, context, home, calls, more).play();
              })
          .number();
    }
  }
}
