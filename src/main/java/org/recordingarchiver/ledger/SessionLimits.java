package org.recordingarchiver.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Lets the database end a session that sits idle in a transaction for a whole lease: its process is
 * frozen, and must not hold locks against the one that takes over.
 */
@Component
final class SessionLimits implements BeanPostProcessor {

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String OPTIONS = "options";

  private final Environment environment;

  SessionLimits(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool) {
      String given = pool.getDataSourceProperties().getProperty(OPTIONS, "");
      pool.addDataSourceProperty(
          OPTIONS,
          (given + " -c idle_in_transaction_session_timeout=" + idleAtMost().toMillis()).strip());
    }
    return bean;
  }

  private Duration idleAtMost() {
    Duration lease =
        Binder.get(environment).bind("archiver.archive.lease", Duration.class).orElse(LONGEST);
    return lease.compareTo(LONGEST) < 0 ? lease : LONGEST;
  }
}
