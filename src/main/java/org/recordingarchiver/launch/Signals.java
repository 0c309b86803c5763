package org.recordingarchiver.launch;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * The signals that ask a process to end. The JVM by itself heeds only the first of them; here each
 * is heard, on a thread of its own.
 */
final class Signals {

  private static final List<String> ASKING_TO_END = List.of("TERM", "INT", "HUP");

  private Signals() {}

  /** Calls {@code each} at each signal from now on; one that was ignored at the start stays so. */
  static void hear(Runnable each) {
    ASKING_TO_END.forEach(name -> hear(name, each));
  }

  /**
   * By name only: javac warns of sun.misc, which has been the one way to do this since Java 1.3.
   */
  private static void hear(String name, Runnable each) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                each.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
    } catch (ReflectiveOperationException e) {
      // Not to be had, so it is left to the JVM.
    }
  }
}
