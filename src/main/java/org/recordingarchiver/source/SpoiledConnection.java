package org.recordingarchiver.source;

import java.io.IOException;
import java.io.Serial;

/** A kept connection holds bytes that belong to no answer; nothing was sent on it. */
final class SpoiledConnection extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  SpoiledConnection() {
    super("the connection held bytes before anything was asked");
  }
}
