package org.recordingarchiver.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Answers requests as ACS storage does (WIRE.md 1.9), unless a fault is planned. */
final class StorageHandler implements HttpHandler {

  private final SignatureCheck signatures;
  private final StoredObjects objects;
  private final Faults faults;
  private final Journal journal;
  private final @Nullable URI redirectBase;

  /** Without a base for redirects, faults are over: this is where a redirect has led to. */
  StorageHandler(
      SignatureCheck signatures,
      StoredObjects objects,
      Faults faults,
      Journal journal,
      @Nullable URI redirectBase) {
    this.signatures = signatures;
    this.objects = objects;
    this.faults = faults;
    this.journal = journal;
    this.redirectBase = redirectBase;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      // Reading the request's body, even none, is what keeps the connection alive afterwards.
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      serve(exchange);
    } finally {
      exchange.close();
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    String range = exchange.getRequestHeaders().getFirst("Range");
    boolean valid = signatures.accepts(method, path, exchange.getRequestHeaders());
    Journal.Entry entry =
        journal.begin(
            method,
            exchange.getRequestURI().toString(),
            range,
            valid,
            exchange.getLocalAddress().getPort());
    send(exchange, valid ? answer(method, path, range) : Answer.unauthorized(method), entry);
  }

  private Answer answer(String method, String path, @Nullable String range) {
    Target target = Target.of(method, path);
    if (target == null) {
      return Answer.empty(404);
    }
    Fault fault = redirectBase == null ? null : faults.next(target);
    return switch (fault) {
      case null -> regular(target, range);
      case Fault.Respond respond -> Answer.of(respond);
      case Fault.Redirect _ -> Answer.redirect(redirectBase + path);
      case Fault.Empty _ -> regular(target, range).emptied();
      case Fault.Cut cut -> regular(target, range).cutAfter(cut.afterBytes());
      case Fault.Truncated truncated -> regular(target, range).truncatedTo(truncated.bytes());
      case Fault.Slow slow -> regular(target, range).slowedTo(slow.bytesPerSecond());
      case Fault.RangeIgnored _ -> regular(target, null);
      case Fault.NoLength _ -> regular(target, range).withoutLength();
    };
  }

  private Answer regular(Target target, @Nullable String range) {
    if (target.part() == Part.OBJECT) {
      return Answer.empty(objects.remove(target.documentId()) ? 200 : 404);
    }
    Payload payload = objects.find(target);
    return payload == null ? Answer.empty(404) : Answer.asked(payload, range);
  }

  private static void send(HttpExchange exchange, Answer answer, Journal.Entry entry)
      throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Server", "Kestrel");
    entry.answers(answer.status());
    exchange.sendResponseHeaders(answer.status(), lengthFor(answer));
    if (answer.announced() != 0) {
      OutputStream out =
          new PacedStream(exchange.getResponseBody(), entry, answer.bytesPerSecond());
      answer.payload().writeTo(out, answer.from(), answer.sent());
      // Closing the exchange after fewer bytes than announced drops what is still buffered.
      out.flush();
    }
  }

  /** HttpExchange says -1 for an empty body and 0 for one of unknown length. */
  private static long lengthFor(Answer answer) {
    if (answer.announced() == Answer.UNKNOWN) {
      return 0;
    }
    return answer.announced() == 0 ? -1 : answer.announced();
  }
}
