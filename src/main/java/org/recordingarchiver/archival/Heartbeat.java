package org.recordingarchiver.archival;

import java.time.Instant;
import org.recordingarchiver.ledger.Holders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Renews this process's lease, as long as the run makes progress: a process that moves no byte and
 * settles no chunk for minutes ends itself, so that another can take over.
 */
final class Heartbeat {

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
  private static final int BEATS_PER_LEASE = 6;

  private final Run run;
  private final Holders holders;
  private final Standstill standstill;
  private final Runnable endProcess;

  /**
   * A heart for this run.
   *
   * @param endProcess ends the process at once, without any clean-up
   */
  Heartbeat(Run run, Holders holders, Standstill standstill, Runnable endProcess) {
    this.run = run;
    this.holders = holders;
    this.standstill = standstill;
    this.endProcess = endProcess;
  }

  Pulse start() {
    return Pulse.start("heartbeat", run.lease().length().dividedBy(BEATS_PER_LEASE), this::beat);
  }

  void beat() {
    if (standstill.isTooLong()) {
      log.error(
          "no byte was moved and no chunk settled for {}; this process ends", Standstill.LONGEST);
      endProcess.run();
      return;
    }
    try {
      renew();
    } catch (DataAccessException | TransactionException e) {
      log.warn("heartbeat failed: {}", String.valueOf(e.getMessage()));
      stopIfLeaseIsOver(e);
    }
  }

  private void renew() {
    long sent = System.nanoTime();
    Instant sentAt = run.lease().now();
    if (holders.beat(run.holder())) {
      run.lease().renewed(sent, sentAt);
    } else {
      log.error(
          "this process was silent for longer than its lease and another took over; it stops");
      run.stop("silent for longer than the lease, another run took over");
    }
  }

  private void stopIfLeaseIsOver(Exception why) {
    if (run.lease().isOver()) {
      log.error("no heartbeat for a whole lease of {}; the run stops", run.lease().length());
      run.loseDatabase("no heartbeat for a whole lease of " + run.lease().length(), why);
    }
  }
}
