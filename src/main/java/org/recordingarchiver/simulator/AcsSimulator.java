package org.recordingarchiver.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Behaves like ACS storage on the wire (WIRE.md 1): checks signatures and dates, serves content and
 * metadata whole and in ranges, deletes, and misbehaves when told to. It listens on two ports; the
 * second serves the same objects and is where redirects lead. Safe for use by many threads.
 */
public final class AcsSimulator implements AutoCloseable {

  private final SimulatorOptions options;
  private final StoredObjects objects = new StoredObjects();
  private final Faults faults = new Faults();
  private final Journal journal;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer storage;
  private final HttpServer elsewhere;

  private AcsSimulator(SimulatorOptions options) throws IOException {
    this.options = options;
    this.journal = new Journal(options.clock());
    this.storage = bind(options.port());
    this.elsewhere = bindOrRelease(options.redirectPort());
    serve(elsewhere, null);
    serve(storage, uri(elsewhere));
  }

  /** Starts on loopback, free ports and the system's clock. */
  public static AcsSimulator start() {
    return start(SimulatorOptions.defaults());
  }

  /** Serves as soon as this returns, and until it is closed. */
  public static AcsSimulator start(SimulatorOptions options) {
    try {
      return new AcsSimulator(options);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the simulator can't listen on %s, ports %d and %d: %s"
              .formatted(
                  options.bindAddress(), options.port(), options.redirectPort(), e.getMessage()),
          e);
    }
  }

  /** For example {@code http://127.0.0.1:40123}, without a slash at the end. */
  public URI baseUri() {
    return uri(storage);
  }

  /** Where redirects lead: another port, hence another host for whoever keeps a list of them. */
  public URI redirectBaseUri() {
    return uri(elsewhere);
  }

  /** What the source's allowed hosts must name. */
  public String hostAndPort() {
    return baseUri().getAuthority();
  }

  /** What the source's allowed hosts must name for redirects to be followed. */
  public String redirectHostAndPort() {
    return redirectBaseUri().getAuthority();
  }

  /** The name of the ACS resource, as in the topic of events. */
  public String resource() {
    return options.resource();
  }

  public String connectionString() {
    return "endpoint=https://%s/;accesskey=%s"
        .formatted(options.resourceHost(), options.accessKey());
  }

  /** Stores an object without metadata, whose GET answers 404. */
  public void put(String documentId, Payload content) {
    objects.put(documentId, content, null);
  }

  /** Stores an object, in place of one with the same id. */
  public void put(String documentId, Payload content, Payload metadata) {
    objects.put(documentId, content, metadata);
  }

  /** From now on the object answers 404, as after 24 hours. */
  public void expire(String documentId) {
    objects.remove(documentId);
  }

  /** Whether the object is there: stored, and neither deleted nor expired. */
  public boolean holds(String documentId) {
    return objects.holds(documentId);
  }

  /** The next well-signed request for this part meets the fault. Faults queue up. */
  public void once(String documentId, Part part, Fault fault) {
    times(1, documentId, part, fault);
  }

  /** As many well-signed requests for this part meet the fault. Faults queue up. */
  public void times(int times, String documentId, Part part, Fault fault) {
    faults.add(new Target(documentId, part), fault, times);
  }

  /** Every well-signed request for this part meets the fault, once those queued before are over. */
  public void always(String documentId, Part part, Fault fault) {
    faults.add(new Target(documentId, part), fault, Faults.ALWAYS);
  }

  /** The URL of a part, as an event names it. */
  public URI location(String documentId, Part part) {
    return baseUri().resolve(new Target(documentId, part).path());
  }

  /** Every request so far, in the order of arrival. */
  public List<ServedRequest> journal() {
    return journal.requests();
  }

  /**
   * Shows {@code watcher} each request from now on when it has arrived, before anything is done
   * about it: what is to be deleted is still there, and the answer waits.
   */
  public void watch(Consumer<ServedRequest> watcher) {
    journal.watch(watcher);
  }

  /** As if it had just been started; who watches goes on. */
  public void forgetAll() {
    objects.forgetAll();
    faults.forgetAll();
    journal.forgetAll();
  }

  @Override
  public void close() {
    storage.stop(0);
    elsewhere.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpServer server, @Nullable URI redirectBase) {
    SignatureCheck signatures =
        new SignatureCheck(options.resourceHost(), options.accessKey(), options.clock());
    server.createContext(
        "/", new StorageHandler(signatures, objects, faults, journal, redirectBase));
    server.setExecutor(threads);
    server.start();
  }

  private HttpServer bind(int port) throws IOException {
    return HttpServer.create(new InetSocketAddress(options.bindAddress(), port), 0);
  }

  private HttpServer bindOrRelease(int port) throws IOException {
    try {
      return bind(port);
    } catch (IOException e) {
      storage.stop(0);
      throw e;
    }
  }

  private URI uri(HttpServer server) {
    return URI.create("http://" + options.host() + ":" + server.getAddress().getPort());
  }
}
