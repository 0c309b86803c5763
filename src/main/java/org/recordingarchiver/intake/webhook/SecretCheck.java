package org.recordingarchiver.intake.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Decides whether a request carries one of the secrets, in a time that tells nothing of them. */
final class SecretCheck {

  private static final String PARAMETER = "code=";

  private final List<byte[]> digests;

  SecretCheck(List<String> secrets) {
    this.digests = secrets.stream().map(SecretCheck::digest).toList();
  }

  /**
   * Whether it may come in; without secrets, everyone may.
   *
   * @param query of the URL, as sent
   * @param header the value of the secret's header
   */
  boolean passes(@Nullable String query, @Nullable String header) {
    if (digests.isEmpty()) {
      return true;
    }
    List<String> shown = codes(query);
    if (header != null) {
      shown.add(header);
    }
    boolean passes = false;
    for (String each : shown) {
      byte[] digest = digest(each);
      for (byte[] known : digests) {
        passes |= MessageDigest.isEqual(known, digest);
      }
    }
    return passes;
  }

  /** As sent, and decoded: whoever wrote the URL may have encoded the secret or not. */
  private static List<String> codes(@Nullable String query) {
    List<String> codes = new ArrayList<>();
    for (String parameter : query == null ? new String[0] : query.split("&")) {
      if (parameter.startsWith(PARAMETER)) {
        String code = parameter.substring(PARAMETER.length());
        codes.add(code);
        decoded(code, codes);
      }
    }
    return codes;
  }

  private static void decoded(String code, List<String> codes) {
    try {
      codes.add(UriUtils.decode(code, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // A percent sign that encodes nothing: it stands for itself.
      return;
    }
  }

  /** Of equal length whatever the secret is. */
  private static byte[] digest(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
