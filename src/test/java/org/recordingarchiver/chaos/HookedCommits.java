package org.recordingarchiver.chaos;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.support.Hook;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Tells a {@link Hook} of each commit, before and after it, and of what is committed: {@code before
 * commit insert source_deletion}. Queues are emptied by {@code claim} in place of {@code update}.
 */
final class HookedCommits extends DelegatingDataSource {

  private static final Pattern WRITE =
      Pattern.compile(
          "\\b(?<!for )(?<!for no key )(insert\\s+into|update|delete\\s+from)\\s+(?!set\\b)(\\w+)");

  private final Hook hook;

  HookedCommits(DataSource real, Hook hook) {
    super(real);
    this.hook = hook;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection real = super.getConnection();
    Set<String> writes = new LinkedHashSet<>();
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> call(real, writes, method, arguments));
  }

  private @Nullable Object call(
      Connection real, Set<String> writes, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().startsWith("prepare") && arguments != null) {
      note(String.valueOf(arguments[0]), writes);
    }
    if (!method.getName().equals("commit")) {
      if (method.getName().equals("rollback")) {
        writes.clear();
      }
      return invoke(real, method, arguments);
    }
    String point = "commit " + String.join(", ", writes);
    writes.clear();
    hook.reach("before " + point);
    Object nothing = invoke(real, method, arguments);
    hook.reach("after " + point);
    return nothing;
  }

  private static void note(String sql, Set<String> writes) {
    String text = sql.toLowerCase(Locale.ROOT);
    boolean claims = text.contains("skip locked");
    Matcher write = WRITE.matcher(text);
    while (write.find()) {
      String verb = claims ? "claim" : write.group(1).split("\\s", 2)[0];
      writes.add(verb + " " + write.group(2));
    }
  }

  private static @Nullable Object invoke(
      Connection real, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
