package org.recordingarchiver.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;

/**
 * How a simulator starts.
 *
 * @param bindAddress the address both ports listen on; loopback unless said otherwise
 * @param host the host written into URLs; differs from the bind address only inside a container
 * @param port the port of the storage, 0 for any free one
 * @param redirectPort the port that redirects lead to, 0 for any free one
 * @param resource the name of the ACS resource, as in the topic of events
 * @param accessKey the resource's key, base64
 * @param clock tells whether a request's date is acceptable
 */
public record SimulatorOptions(
    String bindAddress,
    String host,
    int port,
    int redirectPort,
    String resource,
    String accessKey,
    Clock clock) {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String RESOURCE = "simulated-acs";

  public SimulatorOptions {
    requirePort(port);
    requirePort(redirectPort);
    if (!resource.matches("[a-z0-9][a-z0-9-]*")) {
      throw new IllegalArgumentException("not the name of an ACS resource: " + resource);
    }
    if (Base64.getDecoder().decode(accessKey).length == 0) {
      throw new IllegalArgumentException("the access key is empty");
    }
  }

  /** Loopback, free ports, a resource named {@code simulated-acs} with a fixed key of no worth. */
  public static SimulatorOptions defaults() {
    return new SimulatorOptions(
        LOOPBACK, LOOPBACK, 0, 0, RESOURCE, keyOf(RESOURCE), Clock.systemUTC());
  }

  public SimulatorOptions withPorts(int newPort, int newRedirectPort) {
    return new SimulatorOptions(
        bindAddress, host, newPort, newRedirectPort, resource, accessKey, clock);
  }

  /** Listens on another address than loopback, under a host name that its clients can resolve. */
  public SimulatorOptions withAddress(String newBindAddress, String newHost) {
    return new SimulatorOptions(
        newBindAddress, newHost, port, redirectPort, resource, accessKey, clock);
  }

  public SimulatorOptions withResource(String newResource, String newAccessKey) {
    return new SimulatorOptions(
        bindAddress, host, port, redirectPort, newResource, newAccessKey, clock);
  }

  public SimulatorOptions withClock(Clock newClock) {
    return new SimulatorOptions(
        bindAddress, host, port, redirectPort, resource, accessKey, newClock);
  }

  String resourceHost() {
    return resource + ".communication.azure.com";
  }

  private static void requirePort(int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  private static String keyOf(String resource) {
    try {
      byte[] name = ("recording-archiver " + resource).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(name));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
