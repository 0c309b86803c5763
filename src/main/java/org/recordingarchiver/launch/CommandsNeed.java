package org.recordingarchiver.launch;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Of all that Spring Boot would configure, commands get what they use: the rest would take a third
 * of their start. A server gets everything.
 */
public final class CommandsNeed implements AutoConfigurationImportFilter, EnvironmentAware {

  private static final Set<String> NEEDED =
      Set.of(
          "org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration",
          "org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration",
          "org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration",
          "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
          "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
          "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
          "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
          "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration");

  private Environment environment = new StandardEnvironment();

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  /** Is asked about classes that those import, too: they stay. */
  @Override
  public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
    boolean all = !"none".equals(environment.getProperty("spring.main.web-application-type"));
    boolean[] matches = new boolean[candidates.length];
    for (int i = 0; i < matches.length; i++) {
      String candidate = candidates[i];
      matches[i] =
          all
              || (candidate != null
                  && (NEEDED.contains(candidate) || !candidate.endsWith("AutoConfiguration")));
    }
    return matches;
  }
}
