package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResourceGateTests {

  private final ResourceGate gate = new ResourceGate();

  private void refuse(long... chunks) {
    for (long chunk : chunks) {
      gate.refused("contoso", chunk, "401");
    }
  }

  @Test
  void pausesAfterThreeDifferentChunks() {
    refuse(1, 2);
    assertThat(gate.isPaused("contoso")).isFalse();

    refuse(3);

    assertThat(gate.isPaused("contoso")).isTrue();
    assertThat(gate.paused()).containsExactly("contoso");
  }

  @Test
  void oneChunkThatIsRefusedOftenPausesNothing() {
    refuse(1, 1, 1, 1);

    assertThat(gate.isPaused("contoso")).isFalse();
  }

  @Test
  void aSuccessBetweenBeginsTheCountAgain() {
    refuse(1, 2);
    gate.succeeded("contoso");
    refuse(3, 4);

    assertThat(gate.isPaused("contoso")).isFalse();
  }

  @Test
  void pausesNoOtherResource() {
    refuse(1, 2, 3);

    assertThat(gate.isPaused("fabrikam")).isFalse();
  }

  @Test
  void staysPausedForThisRun() {
    refuse(1, 2, 3);
    gate.succeeded("contoso");

    assertThat(gate.isPaused("contoso")).isTrue();
  }
}
