package org.recordingarchiver.launch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line without a command. */
@Command(
    name = "recording-archiver",
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Archives call recordings of Azure Communication Services, which keeps them for 24 hours:"
            + " queues their events, fetches every recording, proves the archived copy, and only"
            + " then deletes the original.",
    footer = {
      "",
      "Settings:",
      "Every setting can be given as an argument, an environment variable, or in"
          + " ./application.yml or ./config/application.yml; the first one wins:",
      "  --archiver.archive.lanes=8        ARCHIVER_ARCHIVE_LANES=8",
      "  --spring.datasource.url=jdbc:postgresql://db/recordings    SPRING_DATASOURCE_URL=...",
      "Without a database setting an embedded PostgreSQL in ./recording-archiver-data is used.",
      "",
      "Examples:",
      "  recording-archiver demo                 shows the whole pipeline, needs nothing",
      "  recording-archiver ingest events/       queues the events in a directory",
      "  recording-archiver archive              archives what is due; made for cron",
      "  recording-archiver rerun --all          runs failed batches again",
      "  recording-archiver status               says where everything stands",
      "  recording-archiver report               tells of the latest batch in full",
      "  recording-archiver find                 says where the newest recordings are"
    })
final class RootCommand implements Runnable {

  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and end.")
  boolean version;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
