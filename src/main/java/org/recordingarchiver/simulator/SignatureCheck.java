package org.recordingarchiver.simulator;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is signed as WIRE.md 1.2 says, by the one resource whose key is known. Written
 * apart from the product's own signer on purpose: a mistake in one shows against the other.
 */
final class SignatureCheck {

  static final String EMPTY_BODY_SHA256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  private static final Duration TOLERANCE = Duration.ofMinutes(15);
  private static final String SCHEME =
      "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  private final String resourceHost;
  private final SecretKeySpec key;
  private final Clock clock;

  SignatureCheck(String resourceHost, String accessKey, Clock clock) {
    this.resourceHost = resourceHost;
    this.key = new SecretKeySpec(Base64.getDecoder().decode(accessKey), "HmacSHA256");
    this.clock = clock;
  }

  /** The path is the request's, percent-escapes untouched, without a query. */
  boolean accepts(String method, String path, Headers headers) {
    String date = headers.getFirst("x-ms-date");
    String authorization = headers.getFirst("Authorization");
    if (date == null || authorization == null || !isFresh(date)) {
      return false;
    }
    if (!EMPTY_BODY_SHA256.equals(headers.getFirst("x-ms-content-sha256"))) {
      return false;
    }
    return resourceHost.equals(signedHost(headers))
        && equal(authorization, SCHEME + signature(method, path, date));
  }

  /** Most SDKs name the resource in {@code x-ms-host}, Java's in {@code Host} (WIRE.md 1.3). */
  private static @Nullable String signedHost(Headers headers) {
    String named = headers.getFirst("x-ms-host");
    return named == null ? headers.getFirst("Host") : named;
  }

  private boolean isFresh(String date) {
    try {
      Instant signed = DATE.parse(date, Instant::from);
      return Duration.between(signed, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private String signature(String method, String path, String date) {
    String signed =
        method + "\n" + path + "\n" + date + ";" + resourceHost + ";" + EMPTY_BODY_SHA256;
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has HmacSHA256", e);
    }
  }

  private static boolean equal(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
