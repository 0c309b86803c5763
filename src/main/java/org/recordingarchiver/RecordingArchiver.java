package org.recordingarchiver;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
@org.springframework.boot.context.properties.ConfigurationPropertiesScan
public class RecordingArchiver {
  public static void main(String[] arguments) {
    SpringApplication.run(RecordingArchiver.class, arguments);
  }
}
