package org.recordingarchiver.archival;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Makes one step execution per lane, anew in each run. (Spring Batch's own gives a rerun the lanes
 * of the run before, be they too few or too many, with what they remembered.)
 */
final class LaneSplitter implements StepExecutionSplitter {

  private final JobRepository repository;
  private final int lanes;

  LaneSplitter(JobRepository repository, int lanes) {
    this.repository = repository;
    this.lanes = lanes;
  }

  @Override
  public String getStepName() {
    return "lane";
  }

  /** Lanes are told nothing: each pulls its own next work. */
  @Override
  public Set<StepExecution> split(StepExecution manager, int gridSize) {
    Set<StepExecution> executions = new LinkedHashSet<>();
    for (int lane = 0; lane < lanes; lane++) {
      executions.add(
          repository.createStepExecution("lane:%03d".formatted(lane), manager.getJobExecution()));
    }
    return executions;
  }
}
