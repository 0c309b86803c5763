package org.recordingarchiver.embedded;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Starts the embedded database where none is configured. The data source is made from this bean, so
 * the server is up before anyone connects, and closed after the last connection.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(NoDatabaseConfigured.class)
@EnableConfigurationProperties(EmbeddedSettings.class)
class EmbeddedPostgresConfiguration {

  @Bean
  SharedServer embeddedPostgres(EmbeddedSettings settings) {
    return SharedServer.open(settings.home());
  }
}
