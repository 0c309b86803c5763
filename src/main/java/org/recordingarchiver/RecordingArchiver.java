package org.recordingarchiver;

import org.recordingarchiver.launch.Launch;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Archives recordings of Azure Communication Services; {@code --help} says how. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RecordingArchiver {
  public static void main(String[] arguments) {
    Launch.main(RecordingArchiver.class, arguments);
  }
}
