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
 *
 * <p>And keeps it from compiling queries: where a ledger has millions of chunks it would, for up to
 * three seconds, which none of ours is worth.
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
          "%s -c jit=off -c idle_in_transaction_session_timeout=%d"
              .formatted(given, idleAtMost().toMillis())
              .strip());
    }
    return bean;
  }

  private Duration idleAtMost() {
    Duration lease =
        Binder.get(environment).bind("archiver.archive.lease", Duration.class).orElse(LONGEST);
    return lease.compareTo(LONGEST) < 0 ? lease : LONGEST;
  }
}
