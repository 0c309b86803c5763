package org.recordingarchiver.archival;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Holders;
import org.recordingarchiver.ledger.Holders.Holder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * Makes this process a holder: recovers what is dead, gives way to what is alive.
 *
 * <p>A holder whose heartbeat is fresh may be alive or may just have died: it is watched until its
 * heartbeat moves (then it is alive) or is older than the lease (then it is dead).
 */
@Component
class RunStarter {

  private static final Logger log = LoggerFactory.getLogger(RunStarter.class);
  private static final Duration GLANCE = Duration.ofMillis(500);

  private final Holders holders;
  private final RunRecovery recovery;
  private final RunInTheWay inTheWay;
  private final ArchiveSettings settings;

  RunStarter(
      Holders holders, RunRecovery recovery, RunInTheWay inTheWay, ArchiveSettings settings) {
    this.holders = holders;
    this.recovery = recovery;
    this.inTheWay = inTheWay;
    this.settings = settings;
  }

  /** What a starter finds: either it is in, or someone is in its way. */
  private record Glance(Optional<Long> holder, List<Holder> inTheWay) {}

  /**
   * Registers this process as a holder, after everything dead was put right, and returns its id.
   *
   * @param batch JOB_INSTANCE_ID of the batch to run again, null for a new one
   * @throws RunActiveException if another run is alive; where several may be, if one of that batch
   *     is
   */
  long start(@Nullable Long batch) {
    Glance first = glance(batch);
    Glance latest = first;
    while (latest.holder().isEmpty()) {
      refuseIfAlive(first.inTheWay(), latest.inTheWay());
      sleep();
      latest = glance(batch);
    }
    return latest.holder().get();
  }

  private Glance glance(@Nullable Long batch) {
    try {
      return holders.whileNobodyElseStarts(() -> look(batch));
    } catch (PessimisticLockingFailureException e) {
      throw new RunActiveException(
          "another process has been starting a run, or holds the rows of one, for several waits for a lock; pg_stat_activity shows it",
          e);
    }
  }

  private Glance look(@Nullable Long batch) {
    holders.unended().stream()
        .filter(it -> holders.isDead(it.id(), settings.lease()))
        .forEach(recovery::bury);
    recovery.recoverAbandonedRuns();
    List<Holder> inTheWay = holders.unended().stream().filter(it -> isInTheWay(it, batch)).toList();
    return inTheWay.isEmpty()
        ? new Glance(Optional.of(register(batch)), List.of())
        : new Glance(Optional.empty(), inTheWay);
  }

  private boolean isInTheWay(Holder living, @Nullable Long batch) {
    return settings.exclusive() || (batch != null && batch.equals(living.batch()));
  }

  private long register(@Nullable Long batch) {
    return holders.register(hostName(), ProcessHandle.current().pid(), batch);
  }

  private void refuseIfAlive(List<Holder> before, List<Holder> now) {
    for (Holder holder : now) {
      boolean moved =
          before.stream()
              .noneMatch(
                  it -> it.id() == holder.id() && it.heartbeatAt().equals(holder.heartbeatAt()));
      if (moved) {
        throw inTheWay.refusal(holder);
      }
    }
    if (before.equals(now)) {
      return;
    }
    log.debug("waiting to see whether {} is alive", now);
  }

  private static void sleep() {
    try {
      Thread.sleep(GLANCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for another run", e);
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // The name is for people only.
      return "unknown host";
    }
  }
}
