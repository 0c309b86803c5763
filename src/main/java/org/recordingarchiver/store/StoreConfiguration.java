package org.recordingarchiver.store;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
final class StoreConfiguration {

  @Bean
  Disk disk() {
    return new LocalDisk();
  }

  /** Not opened: that is for the job to do, which knows the expected id. */
  @Bean
  ArchiveStore archiveStore(StoreSettings settings, Disk disk) {
    return new FileSystemStore(settings.filesystem().directory(), disk, new BestSync(disk));
  }
}
