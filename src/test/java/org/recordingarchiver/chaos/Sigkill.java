package org.recordingarchiver.chaos;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** The signal that nobody can catch. */
final class Sigkill {

  /** What {@link Process#exitValue} says of a process that it ended. */
  static final int EXIT_CODE = 137;

  private static final int NUMBER = 9;

  private Sigkill() {}

  /** Sends it to this process, which does not live to see the end of this method. */
  @SuppressWarnings("restricted")
  static void self() {
    Linker linker = Linker.nativeLinker();
    MethodHandle raise =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("raise"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    try {
      int _ = (int) raise.invokeExact(NUMBER);
    } catch (Throwable e) {
      throw new IllegalStateException("SIGKILL can't be sent", e);
    }
    throw new IllegalStateException("survived SIGKILL");
  }
}
