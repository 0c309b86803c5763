package org.recordingarchiver.launch;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.archival.ArchiveUnavailableException;
import org.recordingarchiver.archival.BatchRefusedException;
import org.recordingarchiver.archival.RunActiveException;
import org.recordingarchiver.embedded.EmbeddedPostgresException;
import org.recordingarchiver.launch.settings.SettingsException;
import org.recordingarchiver.ledger.CaseException;
import org.recordingarchiver.ledger.LeaseLostException;
import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.PessimisticLockingFailureException;
import org.yaml.snakeyaml.error.YAMLException;

/** Which exit code an exception means, and what is said about it. The one place that decides. */
record Outcome(ExitCode code, String message) {

  static Outcome of(Throwable thrown) {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
        .map(Outcome::known)
        .filter(outcome -> outcome != null)
        .findFirst()
        .orElseGet(() -> unexpected(thrown));
  }

  private static @Nullable Outcome known(Throwable t) {
    return switch (t) {
      case StoppedException e -> new Outcome(ExitCode.STOPPED, FailureText.of(e));
      case SettingsException e -> new Outcome(ExitCode.USAGE, String.valueOf(e.getMessage()));
      case BindException e -> new Outcome(ExitCode.USAGE, e.getName() + ": not a fitting value");
      case ConfigDataException e -> new Outcome(ExitCode.USAGE, FailureText.of(e));
      case YAMLException e -> new Outcome(ExitCode.USAGE, "a settings file: " + FailureText.of(e));
      case PortInUseException e ->
          new Outcome(
              ExitCode.USAGE,
              "port %d is taken: set server.port, or end what listens there"
                  .formatted(e.getPort()));
      case java.net.BindException e ->
          new Outcome(
              ExitCode.USAGE,
              "can't listen: %s; see server.address and server.port".formatted(FailureText.of(e)));
      case BatchRefusedException e -> new Outcome(ExitCode.USAGE, FailureText.of(e));
      case CaseException e -> new Outcome(ExitCode.USAGE, String.valueOf(e.getMessage()));
      case RunActiveException e -> new Outcome(ExitCode.RUN_ACTIVE, FailureText.of(e));
      case LeaseLostException e -> new Outcome(ExitCode.RUN_ACTIVE, FailureText.of(e));
      case PessimisticLockingFailureException e ->
          new Outcome(
              ExitCode.UNAVAILABLE,
              "another session holds what this needs, pg_stat_activity shows it: "
                  + FailureText.of(e));
      case ArchiveUnavailableException e -> new Outcome(ExitCode.UNAVAILABLE, FailureText.of(e));
      case EmbeddedPostgresException e -> new Outcome(ExitCode.UNAVAILABLE, FailureText.of(e));
      case DatabaseUnavailableException e -> new Outcome(ExitCode.UNAVAILABLE, FailureText.of(e));
      default -> null;
    };
  }

  private static Outcome unexpected(Throwable thrown) {
    Throwable root = NestedExceptionUtils.getMostSpecificCause(thrown);
    return new Outcome(
        ExitCode.INTERNAL_ERROR,
        "unexpected %s: %s (--verbose shows where)"
            .formatted(root.getClass().getSimpleName(), FailureText.of(root)));
  }
}
