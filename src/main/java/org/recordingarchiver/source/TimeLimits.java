package org.recordingarchiver.source;

import java.time.Duration;

/**
 * How long an answer may take.
 *
 * @param connect for a connection: TCP and TLS each, and each address of the host
 * @param head from sending a request to the end of the answer's head
 * @param silence between two pieces of a body
 */
record TimeLimits(Duration connect, Duration head, Duration silence) {

  /** Addresses of one host that may be tried at {@link #connect} each. */
  private static final int ADDRESSES = 4;

  static TimeLimits of(SourceSettings settings) {
    return new TimeLimits(
        settings.connectTimeout(), settings.firstByteTimeout(), settings.readTimeout());
  }

  /** From looking up the host to the end of the answer's head. */
  Duration answer() {
    return connect.multipliedBy(ADDRESSES).plus(head);
  }

  /** What the socket itself may wait: a little longer than those who look after it. */
  Duration socket() {
    Duration silent = Silence.atMost(silence);
    return (head.compareTo(silent) > 0 ? head : silent).plusSeconds(1);
  }
}
