package org.recordingarchiver.source;

/** How a fetch ended. */
public sealed interface FetchAnswer permits FetchAnswer.Received, Failure {

  /**
   * The whole object is in the sink.
   *
   * @param length bytes received, more than 0
   * @param totalNamed whether an answer named the total ({@code Content-Length} or {@code
   *     Content-Range}) and {@code length} agrees with it; if not, only the end of the stream says
   *     that this was all. Also false if several answers were joined and the source lost the object
   *     before it could be asked whether they fit together
   */
  record Received(long length, boolean totalNamed) implements FetchAnswer {}
}
