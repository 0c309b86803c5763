package org.recordingarchiver.archival;

/** Is told a few times a second how far a run is; called from one thread at a time. */
@FunctionalInterface
public interface RunObserver {
  void progressed(RunProgress progress);
}
