package org.recordingarchiver.launch;

import java.util.List;
import java.util.concurrent.Callable;
import org.recordingarchiver.archival.Acceptances;
import org.recordingarchiver.ledger.Decision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code accept}. */
@Command(
    name = "accept",
    description = {
      "Takes the quarantined copy of each chunk into its bag, although it failed its check.",
      "The next run seals the bag. The source of an accepted chunk is never deleted."
    },
    footer = {"", "Example:", "  recording-archiver accept 41 42 --reason 'the call was a test'"})
final class AcceptCommand implements Callable<Integer> {

  @Mixin CommonOptions common = new CommonOptions();
  @Mixin DecisionOptions decision = new DecisionOptions();

  private final Console console;
  private final Application application;

  AcceptCommand(Console console, Application application) {
    this.console = console;
    this.application = application;
  }

  @Override
  public Integer call() {
    Decision.Made made = decision.made();
    List<String> keys =
        application.with(
            common, context -> context.getBean(Acceptances.class).accept(decision.chunks, made));
    keys.forEach(key -> console.out().println("accepted " + key));
    return ExitCode.DONE.number();
  }
}
