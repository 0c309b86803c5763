package org.recordingarchiver.event;

/**
 * Where in the input something begins.
 *
 * @param line counted from 1
 * @param offset bytes before it
 */
public record Place(long line, long offset) {

  @Override
  public String toString() {
    return "line " + line + ", byte " + offset;
  }
}
