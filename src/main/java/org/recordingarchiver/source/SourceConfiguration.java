package org.recordingarchiver.source;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the {@link RecordingSource}, and closes it when the application ends. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SourceSettings.class)
final class SourceConfiguration {

  @Bean(destroyMethod = "close")
  AcsRecordingSource recordingSource(SourceSettings settings, Clock clock) {
    return new AcsRecordingSource(settings, clock);
  }
}
