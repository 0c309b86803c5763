package org.recordingarchiver.intake.webhook;

import java.time.Clock;
import org.recordingarchiver.ledger.Inbox;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** There only while {@code serve} runs. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {

  @Bean
  DeliveryWriters deliveryWriters(Inbox inbox) {
    return new DeliveryWriters(inbox);
  }

  @Bean
  ServletRegistrationBean<EventsServlet> events(
      WebhookSettings settings, DeliveryWriters writers, Clock clock) {
    return new ServletRegistrationBean<>(
        new EventsServlet(settings, writers, clock), settings.path());
  }
}
