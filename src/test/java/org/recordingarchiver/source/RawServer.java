package org.recordingarchiver.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server on loopback that says the bytes it is told, whether or not they are HTTP. */
final class RawServer implements AutoCloseable {

  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final Conversation conversation;

  /** What is said on one connection, which closes after it. */
  interface Conversation {
    void hold(Line line) throws IOException;
  }

  RawServer(Conversation conversation) {
    this.conversation = conversation;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  String host() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  String url() {
    return "http://" + host() + ScriptedStorage.PATH;
  }

  /** How many connections came so far. */
  int connections() {
    return connections.get();
  }

  private void listen() {
    try {
      while (true) {
        Socket socket = listening.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> talk(socket));
      }
    } catch (IOException _) {
      // Closed: nobody is to come any more.
      open.clear();
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      conversation.hold(new Line(socket));
    } catch (IOException _) {
      // The client left, or the test is over: both are part of what is tested.
      open.remove(socket);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One connection, seen from the server. */
  static final class Line {

    private static final Pattern RANGE = Pattern.compile("(?im)^Range: (.*)$");

    private final Socket socket;
    private final InputStream in;

    Line(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
      socket.setTcpNoDelay(true);
    }

    /** The next request's head, or null if the client hangs up. */
    @Nullable String hear() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          return null;
        }
        head.append((char) next);
      }
      return head.toString();
    }

    static @Nullable String range(String head) {
      Matcher range = RANGE.matcher(head);
      return range.find() ? range.group(1) : null;
    }

    void say(String text) throws IOException {
      say(text.getBytes(ISO_8859_1));
    }

    void say(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    /** Drops the connection without a word, as a broken network does. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
