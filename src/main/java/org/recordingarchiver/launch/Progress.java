package org.recordingarchiver.launch;

import java.time.Clock;
import org.recordingarchiver.archival.RunObserver;

/** Shows on standard error how far a run is. */
interface Progress extends RunObserver, AutoCloseable {

  /** A live line where a person watches, else a line now and then. */
  static Progress on(Console console, Clock clock) {
    return console.isLive()
        ? new LiveProgress(console.err(), clock)
        : new PlainProgress(console.err(), clock);
  }

  @Override
  void close();
}
