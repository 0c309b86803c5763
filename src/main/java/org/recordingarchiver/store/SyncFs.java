package org.recordingarchiver.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The system call {@code syncfs} of Linux: all that was written to a file system is on the disk
 * when it returns.
 *
 * <p>It tells of a write that was lost, also before the call, to each descriptor once (Linux 5.8,
 * of the journal 5.17): so one is opened before anything is written, and kept as long as the
 * process lives.
 */
final class SyncFs implements WholeSync {

  private static final int O_RDONLY_DIRECTORY_CLOEXEC = 0x10000 | 0x80000;
  private static final String PROBE = Marker.NAME + ".";
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final Path directory;
  private final MethodHandle syncfs;
  private final int descriptor;
  private final UniqueNames probes = new UniqueNames();

  /**
   * Opens a descriptor of the file system that this directory lies on.
   *
   * @throws IOException if the system has no such call or opens no directory
   */
  SyncFs(Path directory) throws IOException {
    this.directory = directory;
    try {
      this.syncfs =
          function("syncfs", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      this.descriptor = open(directory);
    } catch (IllegalArgumentException
        | IllegalCallerException
        | UnsatisfiedLinkError
        | UnsupportedOperationException e) {
      throw new IOException("this system has no syncfs that can be called", e);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(
      String name, FunctionDescriptor descriptor, Linker.Option... more) throws IOException {
    Linker linker = Linker.nativeLinker();
    MemorySegment address =
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new IOException("this system has no function " + name));
    Linker.Option[] options = new Linker.Option[more.length + 1];
    options[0] = Linker.Option.captureCallState("errno");
    System.arraycopy(more, 0, options, 1, more.length);
    return linker.downcallHandle(address, descriptor, options);
  }

  private static int open(Path directory) throws IOException {
    MethodHandle open =
        function(
            "open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int descriptor =
          (int)
              open.invokeExact(
                  state, arena.allocateFrom(directory.toString()), O_RDONLY_DIRECTORY_CLOEXEC);
      if (descriptor < 0) {
        throw failed("open", directory, state);
      }
      return descriptor;
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException("could not call open", e);
    }
  }

  @Override
  public void sync() throws IOException {
    int result;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      result = (int) syncfs.invokeExact(state, descriptor);
      if (result != 0) {
        throw failed("syncfs", directory, state);
      }
      proveWritable();
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException("could not call syncfs", e);
    }
  }

  /** After its journal broke a file system may have nothing to sync, but takes no new name. */
  private void proveWritable() throws IOException {
    Path probe = directory.resolve(PROBE + probes.next());
    Files.createFile(probe);
    Files.delete(probe);
  }

  private static IOException failed(String call, Path directory, MemorySegment state) {
    int errno = (int) ERRNO.get(state, 0L);
    String reason =
        switch (errno) {
          case 5 -> "Input/output error";
          case 28 -> "No space left on device";
          case 122 -> "Disk quota exceeded";
          default -> "error " + errno;
        };
    return new IOException("%s %s: %s".formatted(call, directory, reason));
  }
}
