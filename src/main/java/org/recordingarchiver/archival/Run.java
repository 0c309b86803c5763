package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;

/** One execution of the batch in this process: who it is, what it may do, and whether to stop. */
final class Run {

  private final long holder;
  private final String store;
  private final ArchiveRequest request;
  private final Lease lease;
  private final ReadBacks readBacks = new ReadBacks();
  private final RunMeter meter = new RunMeter();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Set<String> paused = new ConcurrentSkipListSet<>();
  private volatile long batch;
  private volatile @Nullable String noMore;
  private @Nullable String stopReason;
  private volatile @Nullable Exception lostDatabase;

  Run(long holder, String store, ArchiveRequest request, Lease lease) {
    this.holder = holder;
    this.store = store;
    this.request = request;
    this.lease = lease;
  }

  long holder() {
    return holder;
  }

  /** This process as the store names it. */
  String holderName() {
    return holderName(holder);
  }

  static String holderName(long holder) {
    return "holder-" + holder;
  }

  /** Notes which batch this is, before its first step. */
  void begin(JobExecution execution) {
    batch = execution.getJobInstance().getInstanceId();
  }

  /** JOB_INSTANCE_ID, known once the job has begun. */
  long batch() {
    return batch;
  }

  /** The id of the store that this run writes to. */
  String store() {
    return store;
  }

  ArchiveRequest request() {
    return request;
  }

  Lease lease() {
    return lease;
  }

  ReadBacks readBacks() {
    return readBacks;
  }

  RunMeter meter() {
    return meter;
  }

  /** Nothing new from now on, and what is in hand is given back. The first reason counts. */
  synchronized void stop(String reason) {
    if (stopReason == null) {
      stopReason = reason;
    }
    stopped.countDown();
  }

  /** Stops it, since this kept its heartbeat from the database for a whole lease. */
  void loseDatabase(String reason, Exception why) {
    lostDatabase = why;
    stop(reason);
  }

  /** Why its heartbeat did not come through for a whole lease, null if it did. */
  @Nullable Exception lostDatabase() {
    return lostDatabase;
  }

  /** Why it was stopped, null if it was not. */
  synchronized @Nullable String stopReason() {
    return stopReason;
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** No further chunks, for a reason that holds for all of them; a try that has begun goes on. */
  void takeNoMore(String reason) {
    noMore = reason;
  }

  @Nullable String noMore() {
    return noMore;
  }

  /** Notes a resource that was paused, for the exit message. */
  void notePaused(String resource) {
    paused.add(resource);
  }

  /** In the order of their names. */
  Set<String> paused() {
    return Collections.unmodifiableSet(paused);
  }

  /** Waits, but not longer than until {@link #stop}; true if it was stopped. */
  boolean pause(Duration time) {
    try {
      return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
