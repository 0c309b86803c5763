package org.recordingarchiver.archival;

import java.util.concurrent.FutureTask;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.partition.support.TaskExecutorPartitionHandler;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;

/**
 * Executes every lane and waits for each, whatever becomes of the others. Batch's own handler no
 * longer waits once a lane throws, which one does whose start can't be noted: the run would end
 * while other lanes work on.
 */
final class EveryLane extends TaskExecutorPartitionHandler {

  EveryLane(Step lane, int lanes, TaskExecutor threads) {
    setStep(lane);
    setGridSize(lanes);
    setTaskExecutor(task -> begin(threads, task));
  }

  /** A lane for which there is no thread fails like one that was rejected. */
  private static void begin(TaskExecutor threads, Runnable task) {
    try {
      threads.execute(task);
    } catch (OutOfMemoryError e) {
      throw new TaskRejectedException("no thread for a lane: " + e.getMessage(), e);
    }
  }

  @Override
  protected FutureTask<StepExecution> createTask(Step step, StepExecution execution) {
    return new FutureTask<>(() -> {
      try {
        step.execute(execution);
      } catch (Exception | Error e) {
        execution.upgradeStatus(BatchStatus.FAILED);
        execution.setExitStatus(ExitStatus.FAILED.addExitDescription(e));
        execution.addFailureException(e);
      }
      return execution;
    });
  }
}
