package org.recordingarchiver.chaos;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.recordingarchiver.support.Hook;
import org.recordingarchiver.support.HookedBeans;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Kills the process that it is loaded into, with SIGKILL, the so-manieth time that it comes to a
 * point. It is loaded by name, as a source of the application, so that it needs no other main
 * method than the real one.
 */
public final class DeathAtPoint implements BeanPostProcessor, Hook {

  private static final String POINT = "chaos.point";
  private static final String TIMES = "chaos.point.times";

  private final Pattern point = Pattern.compile(System.getProperty(POINT));
  private final AtomicInteger left = new AtomicInteger(Integer.getInteger(TIMES));
  private final HookedBeans ports = new HookedBeans(this);

  /** Options of a JVM that is to die, and the argument that makes it load this class. */
  static List<String> options(Point at) {
    return List.of("-D" + POINT + "=" + at.pattern(), "-D" + TIMES + "=" + at.times());
  }

  static String argument() {
    return "--spring.main.sources=" + DeathAtPoint.class.getName();
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource real
        ? new HookedCommits(real, this)
        : ports.postProcessAfterInitialization(bean, name);
  }

  @Override
  public void reach(String reached) {
    if (point.matcher(reached).matches() && left.decrementAndGet() == 0) {
      Sigkill.self();
    }
  }
}
