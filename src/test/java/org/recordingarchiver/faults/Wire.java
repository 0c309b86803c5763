package org.recordingarchiver.faults;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The server's end of one connection. */
final class Wire {

  private static final int CHUNK = 8 * 1024;

  private final Socket socket;
  private final OutputStream out;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
  }

  void send(Reply reply) throws IOException {
    send(reply, reply.body().length);
    finish(reply);
  }

  /** The head and the first {@code count} bytes of the body, and nothing that ends it. */
  void send(Reply reply, int count) throws IOException {
    out.write(reply.head());
    piece(reply, 0, count);
    out.flush();
  }

  void piece(Reply reply, int from, int to) throws IOException {
    if (reply.framing() != Reply.Framing.CHUNKED) {
      out.write(reply.body(), from, to - from);
      return;
    }
    for (int start = from; start < to; start += CHUNK) {
      int length = Math.min(CHUNK, to - start);
      text(Integer.toHexString(length) + "\r\n");
      out.write(reply.body(), start, length);
      text("\r\n");
    }
  }

  private void finish(Reply reply) throws IOException {
    switch (reply.framing()) {
      case LENGTH -> {}
      case CHUNKED -> text("0\r\n\r\n");
      case CLOSE -> close();
    }
    out.flush();
  }

  void text(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void bytes(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** The other side reads all that was sent, then the end. */
  void close() throws IOException {
    out.flush();
    socket.shutdownOutput();
    drain();
    socket.close();
  }

  /** The other side meets "connection reset", perhaps before it has read all that was sent. */
  void reset() throws IOException {
    out.flush();
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Says nothing more until the other side has had enough. */
  void fallSilent() throws IOException {
    out.flush();
    drain();
    socket.close();
  }

  boolean isOpen() {
    return !socket.isClosed();
  }

  private void drain() throws IOException {
    InputStream in = socket.getInputStream();
    in.transferTo(OutputStream.nullOutputStream());
  }
}
