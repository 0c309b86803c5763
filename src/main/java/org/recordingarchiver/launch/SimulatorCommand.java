package org.recordingarchiver.launch;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.DemoCalls;
import org.recordingarchiver.simulator.SimulatorOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulator}: the stand-in for ACS as a process of its own, for containers. */
@Command(
    name = "simulator",
    hidden = true,
    description = "Serves demo recordings as ACS would, until it is stopped.",
    footer = {"", "Example:", "  recording-archiver simulator --port 8080 --events events/"})
final class SimulatorCommand implements Callable<Integer> {

  @Mixin CommonOptions common = new CommonOptions();

  @Option(names = "--bind", paramLabel = "ADDRESS", description = "Default: ${DEFAULT-VALUE}.")
  String bind = "127.0.0.1";

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "The host that URLs name (default: the bind address).")
  @Nullable String host;

  @Option(names = "--port", paramLabel = "PORT", description = "Default: any free one.")
  int port;

  @Option(
      names = "--redirect-port",
      paramLabel = "PORT",
      description = "Where redirects lead (default: any free one).")
  int redirectPort;

  @Option(
      names = "--events",
      paramLabel = "DIR",
      description = "Write the events of the recordings into this directory.")
  @Nullable Path events;

  private final Console console;

  SimulatorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withPorts(port, redirectPort)
            .withAddress(bind, host == null ? bind : host);
    try (AcsSimulator simulator = AcsSimulator.start(options)) {
      Clock clock = Clock.systemUTC();
      DemoCalls calls = DemoCalls.load(simulator, clock.instant(), clock.millis());
      if (events != null) {
        calls.writeEvents(events);
        calls.writeCallEvents(events);
      }
      describe(simulator);
      new CountDownLatch(1).await();
    }
    return ExitCode.DONE.number();
  }

  /** The settings that make recording-archiver talk to it; the key is of no worth. */
  private void describe(AcsSimulator simulator) {
    console.out().println("--archiver.source.connection-string=" + simulator.connectionString());
    console
        .out()
        .println(
            "--archiver.source.allowed-hosts="
                + simulator.hostAndPort()
                + ","
                + simulator.redirectHostAndPort());
    console.out().println("--archiver.source.allow-http=true");
  }
}
