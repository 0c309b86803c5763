package org.recordingarchiver.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;

/** The standard streams: results go to one, all else to the other. Both are UTF-8. */
final class Console {

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  Console(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  static Console standard() {
    return new Console(System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err));
  }

  InputStream in() {
    return in;
  }

  PrintWriter outWriter() {
    return new PrintWriter(out, true, UTF_8);
  }

  PrintWriter errWriter() {
    return new PrintWriter(err, true, UTF_8);
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** Whether a person watches: then a line may be redrawn. */
  boolean isLive() {
    return !"dumb".equals(System.getenv("TERM")) && isErrorTerminal();
  }

  /** Java tells this of the other two streams only. */
  private static boolean isErrorTerminal() {
    try {
      return new ProcessBuilder("test", "-t", "2")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether results were lost, such as on a full disk. */
  boolean lostResults() {
    return out.checkError();
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
  }
}
