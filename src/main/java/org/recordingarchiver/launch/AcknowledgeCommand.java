package org.recordingarchiver.launch;

import java.util.Set;
import java.util.concurrent.Callable;
import org.recordingarchiver.ledger.Cases;
import org.recordingarchiver.ledger.Decision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code acknowledge}. */
@Command(
    name = "acknowledge",
    description = {
      "A person has seen these FAILED or LOST chunks: they no longer alarm.",
      "FAILED ones are still tried now and then; one that gets LOST alarms again."
    },
    footer = {
      "",
      "Example:",
      "  recording-archiver acknowledge 41 42 --reason 'the call was a test'"
    })
final class AcknowledgeCommand implements Callable<Integer> {

  @Mixin CommonOptions common = new CommonOptions();
  @Mixin DecisionOptions decision = new DecisionOptions();

  private final Console console;
  private final Application application;

  AcknowledgeCommand(Console console, Application application) {
    this.console = console;
    this.application = application;
  }

  @Override
  public Integer call() {
    Decision.Made made = decision.made();
    application.with(
        common,
        context -> {
          context.getBean(Cases.class).acknowledge(decision.chunks, made);
          return ExitCode.DONE;
        });
    console
        .out()
        .println("acknowledged " + Amounts.count(Set.copyOf(decision.chunks).size(), "chunk"));
    return ExitCode.DONE.number();
  }
}
