package org.recordingarchiver.faults;

/**
 * Where redirects can point.
 *
 * @param first the port that events name
 * @param second another port of the same storage, on the allowed list too
 * @param trap a port that is not on the list
 */
record Places(int first, int second, int trap) {

  static String at(int port, String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** The other one of the two allowed ports. */
  int otherThan(int port) {
    return port == first ? second : first;
  }
}
