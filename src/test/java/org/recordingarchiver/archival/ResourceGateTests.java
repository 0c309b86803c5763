package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceGateTests {

  private final List<String> told = new ArrayList<>();
  private final ResourceGate gate = gate(Set.of());

  private ResourceGate gate(Set<String> suspects) {
    return new ResourceGate(
        suspects,
        new ResourceGate.Memory() {
          @Override
          public void paused(String resource, String message) {
            told.add("paused " + resource);
          }

          @Override
          public void resumed(String resource) {
            told.add("resumed " + resource);
          }
        });
  }

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

  @Test
  void remembersAPauseOnceAndForgetsItAtASuccess() {
    refuse(1, 2, 3, 4);
    assertThat(told).containsExactly("paused contoso");

    ResourceGate next = gate(Set.of("contoso"));
    next.succeeded("contoso");
    next.succeeded("contoso");

    assertThat(told).containsExactly("paused contoso", "resumed contoso");
  }

  @Test
  void sendsASuspectOneProbeAtATime() {
    ResourceGate next = gate(Set.of("contoso"));

    assertThat(next.admit("contoso", 1)).isTrue();
    assertThat(next.admit("contoso", 2)).isFalse();
    assertThat(next.admit("fabrikam", 3)).isTrue();
    assertThat(next.closed()).containsExactly("contoso");
    assertThat(next.isProbing()).isTrue();
  }

  @Test
  void pausesASuspectAtTheFirstRefusal() {
    ResourceGate next = gate(Set.of("contoso"));
    next.admit("contoso", 1);
    next.refused("contoso", 1, "401");
    next.left("contoso", 1);

    assertThat(next.isPaused("contoso")).isTrue();
    assertThat(next.isProbing()).isFalse();
    assertThat(next.admit("contoso", 2)).isFalse();
  }

  @Test
  void opensASuspectWhoseProbeWasNotRefused() {
    ResourceGate next = gate(Set.of("contoso"));
    next.admit("contoso", 1);
    next.left("contoso", 1);

    assertThat(next.admit("contoso", 2)).isTrue();
    assertThat(next.admit("contoso", 3)).isTrue();
    next.refused("contoso", 2, "401");
    next.refused("contoso", 3, "401");
    assertThat(next.isPaused("contoso")).isFalse();
  }
}
