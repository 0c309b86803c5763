package org.recordingarchiver.launch;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.recordingarchiver.archival.RunActiveException;
import org.recordingarchiver.ledger.Pruned;
import org.recordingarchiver.ledger.Pruning;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.PessimisticLockingFailureException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code prune}. */
@Command(
    name = "prune",
    description = {
      "Removes old batches with their runs from the job repository, and old tries that archived"
          + " nothing. Never removes an archived file, or anything that a restart or a proof needs:"
          + " batches with chunks that are not done stay, so does the latest; of recordings, chunks,"
          + " copies, permits, receipts, decisions and events nothing is removed.",
      "Made for cron; may run beside archive, be killed, and be run again."
    },
    footer = {
      "",
      "Examples:",
      "  recording-archiver prune --keep 90d --dry-run",
      "  recording-archiver prune --keep 90d"
    })
final class PruneCommand implements Callable<Integer> {

  /** As the job repository names it. */
  private static final String JOB = "archiveRecordings";

  private static final Duration LEAST = Duration.ofDays(1);
  private static final Duration MOST = Duration.ofDays(36_500);

  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--keep",
      paramLabel = "TIME",
      required = true,
      converter = DurationConverter.class,
      description = "What ended less than this ago stays, such as 90d; at least 1d.")
  Duration keep = LEAST;

  @Option(names = "--dry-run", description = "Say what would be removed, and touch nothing.")
  boolean dryRun;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;
  private final Application application;

  PruneCommand(Console console, Application application) {
    this.console = console;
    this.application = application;
  }

  @Override
  public Integer call() {
    if (keep.compareTo(LEAST) < 0 || keep.compareTo(MOST) > 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--keep %s: must be 1d to 36500d; what is younger may still be needed to see what happened"
              .formatted(keep));
    }
    return application.with(common, this::prune).number();
  }

  private ExitCode prune(ApplicationContext context) {
    Pruning pruning = context.getBean(Pruning.class);
    Pruned pruned = dryRun ? pruning.plan(JOB, keep) : prune(pruning);
    console.out().print(new PrunedText(pruned, dryRun));
    return ExitCode.DONE;
  }

  private Pruned prune(Pruning pruning) {
    try {
      return pruning.prune(JOB, keep);
    } catch (PessimisticLockingFailureException e) {
      throw new RunActiveException(
          "another process has been starting a run for several waits for a lock; pg_stat_activity shows it",
          e);
    }
  }
}
