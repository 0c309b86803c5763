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

/** Puts a {@link Hook} around the source, the store and its disk. */
public final class HookedBeans implements BeanPostProcessor {

  /** No module but the store's own may name it. */
  private static final Class<?> DISK = disk();

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
      default -> DISK.isInstance(bean) ? hooked(DISK, bean) : bean;
    };
  }

  private static Class<?> disk() {
    try {
      return Class.forName("org.recordingarchiver.store.Disk");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object hooked(Class<?> port, Object real) {
    return Proxy.newProxyInstance(
        port.getClassLoader(),
        new Class<?>[] {port},
        (proxy, method, arguments) -> call(real, method, arguments));
  }

  private Object call(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
    method.setAccessible(true);
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
