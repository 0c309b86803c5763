package org.recordingarchiver.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Waits only so long for a name server. Nothing can interrupt a look-up of the system's, which with
 * a silent server takes minutes: it is left behind, and whoever asks for that name meanwhile shares
 * its outcome, so that no more than one thread waits for each host.
 */
final class BoundedDns implements Dns {

  private final Dns system;
  private final Duration longest;
  private final ConcurrentHashMap<String, CompletableFuture<List<InetAddress>>> underWay =
      new ConcurrentHashMap<>();

  BoundedDns(Dns system, Duration longest) {
    this.system = system;
    this.longest = longest;
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    try {
      return underWay
          .computeIfAbsent(host, this::start)
          .get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      throw new UnknownHostException(
          "no address of %s within %s (archiver.source.connect-timeout)".formatted(host, longest));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host + ": interrupted while its address was looked up");
    } catch (ExecutionException e) {
      throw unknown(host, e.getCause());
    }
  }

  private CompletableFuture<List<InetAddress>> start(String host) {
    CompletableFuture<List<InetAddress>> addresses = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("dns-" + host)
        .start(() -> {
          try {
            addresses.complete(system.lookup(host));
          } catch (UnknownHostException | RuntimeException e) {
            addresses.completeExceptionally(e);
          } finally {
            underWay.remove(host, addresses);
          }
        });
    return addresses;
  }

  private static UnknownHostException unknown(String host, @Nullable Throwable cause) {
    String message = cause == null ? null : cause.getMessage();
    return new UnknownHostException(message == null ? host : message);
  }
}
