package org.recordingarchiver.source;

import java.util.List;
import org.recordingarchiver.source.RecordingSource.Wanted;

/** What every byte passes on its way to the sink. */
final class Intake {

  private final ByteSink sink;
  private final FirstBytes firstBytes;
  private final Seams seams = new Seams();
  private RunningDigests digests = new RunningDigests(List.of());
  private long received;

  Intake(Wanted wanted, ByteSink sink) {
    this.sink = sink;
    this.firstBytes = new FirstBytes(wanted);
  }

  long received() {
    return received;
  }

  /** Another answer begins: the first one, or one that goes on where the last one ended. */
  void join(Version version) {
    if (received == 0) {
      digests = new RunningDigests(version.digests());
    } else {
      seams.join();
    }
  }

  void take(byte[] bytes, int length, Answer answer) throws Unsuccessful {
    firstBytes.take(bytes, length, answer);
    sink.write(bytes, 0, length);
    digests.take(bytes, length);
    seams.take(bytes, length);
    received += length;
  }

  /** Throws {@link Failure.Truncated} if the object is not the one whose digest was named. */
  void checkDigests(Answer answer) throws Unsuccessful {
    digests.check(answer);
  }

  /** What only the source can prove: the digest of the whole object, if named, says more. */
  List<Seam> unprovedSeams() {
    return digests.areStrong() ? List.of() : seams.all();
  }

  boolean hasTooManySeams() {
    return seams.areTooMany();
  }

  /** Everything that came is void. */
  void restart() {
    if (received > 0) {
      sink.restart();
    }
    received = 0;
    firstBytes.restart();
    seams.restart();
  }
}
