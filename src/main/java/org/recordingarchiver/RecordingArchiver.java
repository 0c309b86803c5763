package org.recordingarchiver;

import org.recordingarchiver.launch.Launch;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.Modulithic;

/** Archives recordings of Azure Communication Services; {@code --help} says how. */
@Modulithic
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(Parts.class)
public class RecordingArchiver {
  public static void main(String[] arguments) {
    Launch.main(RecordingArchiver.class, arguments);
  }
}
