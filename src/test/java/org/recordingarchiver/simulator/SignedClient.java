package org.recordingarchiver.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as WIRE.md 1.2 says and follows nothing. */
final class SignedClient {

  private static final Pattern CONNECTION =
      Pattern.compile("endpoint=https://([^/]+)/;accesskey=(.+)");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);
  private static final String EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String host;
  private final byte[] key;

  SignedClient(String connectionString) {
    Matcher matcher = CONNECTION.matcher(connectionString);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(connectionString);
    }
    this.host = matcher.group(1);
    this.key = Base64.getDecoder().decode(matcher.group(2));
  }

  HttpResponse<byte[]> get(URI uri, String... headers) throws IOException, InterruptedException {
    return send("GET", uri, Clock.systemUTC().instant(), headers);
  }

  HttpResponse<byte[]> delete(URI uri) throws IOException, InterruptedException {
    return send("DELETE", uri, Clock.systemUTC().instant());
  }

  HttpResponse<byte[]> send(String method, URI uri, Instant signedAt, String... headers)
      throws IOException, InterruptedException {
    return http.send(
        request(method, uri, signedAt, headers), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpRequest request(String method, URI uri, Instant signedAt, String... headers) {
    String date = DATE.format(signedAt);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("x-ms-date", date)
            .header("x-ms-host", host)
            .header("x-ms-content-sha256", EMPTY)
            .header("Authorization", authorization(method, uri, date));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private String authorization(String method, URI uri, String date) {
    String signed = method + "\n" + uri.getRawPath() + "\n" + date + ";" + host + ";" + EMPTY;
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature="
          + Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
