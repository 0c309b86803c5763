package org.recordingarchiver.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Storage on two ports of the loopback address that answers as each chunk's scripts say, and a trap
 * on a third one that nobody may ever knock at.
 */
final class FaultServer implements AutoCloseable {

  private final long seed;
  private final Predicate<Request> credentials;
  private final Journal journal = new Journal();
  private final Map<String, Served> chunks = new ConcurrentHashMap<>();
  private final AtomicInteger trapped = new AtomicInteger();
  private final ServerSocket first = listen();
  private final ServerSocket second = listen();
  private final ServerSocket trap = listen();
  private final Places places =
      new Places(first.getLocalPort(), second.getLocalPort(), trap.getLocalPort());
  private volatile Consumer<Served> onDelete = chunk -> {};

  private FaultServer(long seed, Predicate<Request> credentials) {
    this.seed = seed;
    this.credentials = credentials;
  }

  /** Believes only what is signed. */
  static FaultServer start(long seed) {
    return start(seed, SignatureCheck::accepts);
  }

  /** Believes anybody, for clients that can't sign. */
  static FaultServer open(long seed) {
    return start(seed, request -> true);
  }

  private static FaultServer start(long seed, Predicate<Request> credentials) {
    FaultServer server = new FaultServer(seed, credentials);
    server.accept(server.first, server::converse);
    server.accept(server.second, server::converse);
    server.accept(server.trap, server::trap);
    return server;
  }

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 1000, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Places places() {
    return places;
  }

  Journal journal() {
    return journal;
  }

  /** How many connections the trap saw. */
  int trapped() {
    return trapped.get();
  }

  void serve(List<Served> more) {
    more.forEach(chunk -> chunks.put(chunk.documentId(), chunk));
  }

  /** Who looks at the archive when a DELETE comes in, before it is answered. */
  void onDelete(Consumer<Served> listener) {
    onDelete = listener;
  }

  private interface Guest {
    void welcome(Socket socket) throws IOException;
  }

  private void accept(ServerSocket listening, Guest guest) {
    Thread.ofVirtual()
        .start(() -> {
          while (!listening.isClosed()) {
            welcomeNext(listening, guest);
          }
        });
  }

  private void welcomeNext(ServerSocket listening, Guest guest) {
    try {
      Socket socket = listening.accept();
      Thread.ofVirtual().start(() -> welcome(guest, socket));
    } catch (IOException e) {
      if (!listening.isClosed()) {
        journal.offence("accept failed: " + e);
      }
    }
  }

  private void welcome(Guest guest, Socket socket) {
    try (socket) {
      guest.welcome(socket);
    } catch (IOException e) {
      // The client hung up, as it does on a broken answer: there is nobody left to tell.
    } catch (RuntimeException e) {
      journal.offence("the server itself failed: " + e);
    }
  }

  private void trap(Socket socket) throws IOException {
    trapped.incrementAndGet();
    if (Request.read(socket.getLocalPort(), socket.getInputStream()) != null) {
      new Wire(socket).send(Reply.of(200, "text/html", "<html>not yours</html>"));
    }
  }

  private void converse(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    InputStream in = new BufferedInputStream(socket.getInputStream());
    Wire wire = new Wire(socket);
    while (wire.isOpen()) {
      Request request = Request.read(socket.getLocalPort(), in);
      if (request == null) {
        return;
      }
      answer(request, wire);
    }
  }

  private void answer(Request request, Wire wire) throws IOException {
    boolean signed = credentials.test(request);
    Served chunk = chunks.get(Part.documentId(request.path()));
    if (!signed) {
      journal.offence("not signed: " + request);
    }
    if (!signed || chunk == null) {
      journal.note(request, signed, "no such chunk, or no signature");
      wire.send(Reply.of(signed ? 404 : 401));
      return;
    }
    play(request, chunk, wire);
  }

  private void play(Request request, Served chunk, Wire wire) throws IOException {
    Part part = Part.of(request.path());
    boolean delete = request.method().equals("DELETE");
    if (delete != (part == Part.OBJECT)) {
      journal.offence("a method that does not go with its URL: " + request);
    }
    if (delete) {
      onDelete.accept(chunk);
    }
    int number = chunk.script(part).next();
    Fault fault = chunk.isDeleted() ? null : chunk.script(part).fault(number);
    journal.note(request, true, fault == null ? "" : fault.name());
    answer(exchange(request, part, chunk, number, wire), chunk, fault);
  }

  private static void answer(Exchange exchange, Served chunk, @Nullable Fault fault)
      throws IOException {
    if (fault != null) {
      fault.effect().play(exchange);
    } else if (chunk.isDeleted()) {
      exchange.answer(Reply.of(404));
    } else {
      exchange.answerWell();
    }
  }

  private Exchange exchange(Request request, Part part, Served chunk, int number, Wire wire) {
    SplittableRandom random =
        new SplittableRandom(
            seed
                ^ chunk.sample().noise()
                ^ (31L * number + part.name().length()) * 0x9E3779B97F4A7C15L);
    Sample other = Sample.random("another-" + chunk.documentId(), 0, chunk.sample().kind(), random);
    return new Exchange(request, part, chunk.sample(), other, wire, places, random, chunk::delete);
  }

  @Override
  public void close() {
    try {
      first.close();
      second.close();
      trap.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
