package org.recordingarchiver.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.source.RecordingSource;
import org.recordingarchiver.store.ArchiveStore;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts a {@link Hook} around the source and the store. */
public final class HookedBeans implements BeanPostProcessor {

  private final Hook hook;

  public HookedBeans(Hook hook) {
    this.hook = hook;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return switch (bean) {
      case RecordingSource source -> hooked(RecordingSource.class, source);
      case ArchiveStore store -> hooked(ArchiveStore.class, store);
      case Clock clock -> hook.clock(clock);
      default -> bean;
    };
  }

  private <T> Object hooked(Class<T> port, T real) {
    return Proxy.newProxyInstance(
        port.getClassLoader(),
        new Class<?>[] {port},
        (proxy, method, arguments) -> call(real, method, arguments));
  }

  private Object call(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
    String point = method.getName() + " " + words(arguments);
    hook.reach("before " + point);
    try {
      Object result = method.invoke(real, arguments);
      hook.reach("after " + point);
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static String words(Object @Nullable [] arguments) {
    return arguments == null
        ? ""
        : Arrays.stream(arguments).map(String::valueOf).collect(Collectors.joining(" "));
  }
}
