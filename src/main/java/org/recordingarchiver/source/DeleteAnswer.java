package org.recordingarchiver.source;

/** How a DELETE ended. */
public sealed interface DeleteAnswer permits DeleteAnswer.Gone, Failure {

  /**
   * The object is not at the source any more.
   *
   * @param status 200 or 204 (deleted now), 404 or 410 (was not there)
   */
  record Gone(int status) implements DeleteAnswer {}
}
