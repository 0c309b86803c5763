package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;

class EveryLaneTests {

  private final JobExecution job =
      new JobExecution(1, new JobInstance(1, "archiveRecordings"), new JobParameters());
  private final StepExecution first = new StepExecution(1, "lane:first", job);
  private final StepExecution broken = new StepExecution(2, "lane:broken", job);
  private final StepExecution last = new StepExecution(3, "lane:last", job);

  /** As a lane throws whose start can't be written to the job repository. */
  @Test
  void waitsForEachAlthoughOneThrew() throws Exception {
    CountDownLatch thrown = new CountDownLatch(1);
    Step lane =
        execution -> {
          if (execution.equals(broken)) {
            thrown.countDown();
            throw new IllegalStateException("no connection");
          }
          await(thrown);
          pause();
          execution.setStatus(BatchStatus.COMPLETED);
        };

    Collection<StepExecution> ended =
        new EveryLane(lane, 3, new SimpleAsyncTaskExecutor())
            .handle(splitter(first, broken, last), new StepExecution(4, "archiveChunks", job));

    assertThat(ended).containsExactlyInAnyOrder(first, broken, last);
    assertThat(first.getStatus()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(broken.getStatus()).isEqualTo(BatchStatus.FAILED);
    assertThat(last.getStatus()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(broken.getExitStatus().getExitDescription()).contains("no connection");
    assertThat(broken.getFailureExceptions())
        .singleElement()
        .isInstanceOf(IllegalStateException.class);
  }

  /** As where the system gives the process no more threads. */
  @Test
  void waitsForTheOthersAlthoughOneGotNoThread() throws Exception {
    Step lane =
        execution -> {
          pause();
          execution.setStatus(BatchStatus.COMPLETED);
        };
    SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor();
    AtomicInteger begun = new AtomicInteger();
    TaskExecutor scarce =
        task -> {
          if (begun.incrementAndGet() == 2) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          threads.execute(task);
        };

    new EveryLane(lane, 3, scarce)
        .handle(splitter(first, broken, last), new StepExecution(4, "archiveChunks", job));

    assertThat(first.getStatus()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(broken.getStatus()).isEqualTo(BatchStatus.FAILED);
    assertThat(last.getStatus()).isEqualTo(BatchStatus.COMPLETED);
  }

  /** Long enough for whoever does not wait to be seen. */
  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StepExecutionSplitter splitter(StepExecution... lanes) {
    return new StepExecutionSplitter() {
      @Override
      public String getStepName() {
        return "lane";
      }

      @Override
      public Set<StepExecution> split(StepExecution manager, int gridSize) {
        return new LinkedHashSet<>(List.of(lanes));
      }
    };
  }
}
