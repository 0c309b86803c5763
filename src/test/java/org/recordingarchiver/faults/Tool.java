package org.recordingarchiver.faults;

import java.io.IOException;
import java.nio.file.Path;

/** A downloader that others use. */
interface Tool {

  /** With the options that matter. */
  String name();

  String version() throws IOException, InterruptedException;

  /** Fetches into {@code target}; whether it says that all went well. */
  boolean fetch(String url, Path target) throws IOException, InterruptedException;
}
