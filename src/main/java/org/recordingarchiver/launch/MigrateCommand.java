package org.recordingarchiver.launch;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate}. */
@Command(
    name = "migrate",
    description = {
      "Brings the database up to date and ends.",
      "The other commands do so too; this one is for a deployment that wants it done beforehand, and"
          + " compares the migrations with the database's history even where none is missing."
    },
    footer = {"", "Example:", "  recording-archiver migrate"})
final class MigrateCommand implements Callable<Integer> {

  @Mixin CommonOptions common = new CommonOptions();

  private final Console console;
  private final Application application;

  MigrateCommand(Console console, Application application) {
    this.console = console;
    this.application = application;
  }

  @Override
  public Integer call() {
    String summary =
        application.with(common, context -> context.getBean(Migration.class).summary());
    console.out().println(summary);
    return ExitCode.DONE.number();
  }
}
