package org.recordingarchiver.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that read ahead: OkHttp reads 8 KiB at a time, and Java's TLS each record in two
 * pieces, with a system call each.
 */
final class ReadAheadSockets extends SocketFactory {

  private static final int AHEAD = 64 * 1024;

  @Override
  public Socket createSocket() {
    return new ReadAheadSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws SocketException {
    throw connected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws SocketException {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws SocketException {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws SocketException {
    throw connected();
  }

  /** OkHttp connects by itself, within its time limits. */
  private static SocketException connected() {
    return new SocketException("only unconnected sockets are made here");
  }

  private static final class ReadAheadSocket extends Socket {

    private @Nullable InputStream ahead;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
      if (ahead == null) {
        ahead = new BufferedInputStream(super.getInputStream(), AHEAD);
      }
      return ahead;
    }
  }
}
