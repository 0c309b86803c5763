package org.recordingarchiver.launch;

import picocli.CommandLine;

/** Puts the command line together. */
final class Commands {

  private final Console console;
  private final Application application;

  Commands(Console console, Application application) {
    this.console = console;
    this.application = application;
  }

  CommandLine line() {
    CommandLine line =
        new CommandLine(new RootCommand())
            .addSubcommand(new IngestCommand(console, application))
            .addSubcommand(new ServeCommand(console, application))
            .addSubcommand(new ArchiveCommand(console, application))
            .addSubcommand(new RerunCommand(console, application))
            .addSubcommand(new AcknowledgeCommand(console, application))
            .addSubcommand(new AcceptCommand(console, application))
            .addSubcommand(new StatusCommand(console, application))
            .addSubcommand(new ReportCommand(console, application))
            .addSubcommand(new FindCommand(console, application))
            .addSubcommand(new PruneCommand(console, application))
            .addSubcommand(new MigrateCommand(console, application))
            .addSubcommand(new DemoCommand(console, application))
            .addSubcommand(new SimulatorCommand(console));
    listExitCodes(line);
    line.getSubcommands().values().forEach(Commands::listExitCodes);
    return line;
  }

  private static void listExitCodes(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .width(100)
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.meanings());
  }
}
