package org.recordingarchiver.launch;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "recording-archiver " + version(),
      "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
    };
  }

  /** From the manifest; classes outside a jar have none. */
  private static String version() {
    String version = VersionText.class.getPackage().getImplementationVersion();
    return Objects.requireNonNullElse(version, "(development)");
  }
}
