package org.recordingarchiver.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okio.ByteString;

/**
 * The digests that an answer's headers name: {@code Repr-Digest} and {@code Content-Digest} (RFC
 * 9530), and the older {@code Digest} (RFC 3230) and {@code Content-MD5}. ACS was never seen to
 * send any (WIRE.md 0.1). What is malformed or of an unknown kind counts as not there.
 */
final class DigestFields {

  /** A member of a dictionary of byte sequences (RFC 8941), parameters left out of account. */
  private static final Pattern MEMBER =
      Pattern.compile("([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):(?:;[^,\"]*)?");

  private static final Pattern OLD_MEMBER =
      Pattern.compile("([A-Za-z0-9-]+)=([A-Za-z0-9+/]+={0,2})");
  private static final Map<String, String> KNOWN =
      Map.of("sha-256", "SHA-256", "sha-512", "SHA-512", "md5", "MD5");
  private static final Map<String, Integer> LENGTHS =
      Map.of("SHA-256", 32, "SHA-512", 64, "MD5", 16);

  private DigestFields() {}

  /** Of the whole object, whatever part of it the answer holds. */
  static List<NamedDigest> ofObject(Headers headers) {
    List<NamedDigest> digests = new ArrayList<>(parse("Repr-Digest", MEMBER, headers));
    digests.addAll(parse("Digest", OLD_MEMBER, headers));
    return List.copyOf(digests);
  }

  /** Of the bytes that this answer holds. */
  static List<NamedDigest> ofContent(int status, Headers headers) {
    List<NamedDigest> digests = new ArrayList<>(parse("Content-Digest", MEMBER, headers));
    String md5 = headers.get("Content-MD5");
    // With a part, some send the digest of the part and some that of the object.
    if (status == 200 && md5 != null) {
      add(digests, "Content-MD5", "md5", md5.strip());
    }
    return List.copyOf(digests);
  }

  private static List<NamedDigest> parse(String field, Pattern form, Headers headers) {
    List<String> values = headers.values(field);
    if (values.isEmpty()) {
      return List.of();
    }
    Map<String, String> members = new LinkedHashMap<>();
    String text = String.join(",", values);
    for (String member : text.split(",", -1)) {
      Matcher matcher = form.matcher(member.strip());
      if (!matcher.matches()) {
        return List.of();
      }
      members.put(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
    }
    List<NamedDigest> digests = new ArrayList<>();
    members.forEach((algorithm, base64) -> add(digests, field, algorithm, base64));
    return digests;
  }

  private static void add(
      List<NamedDigest> digests, String field, String algorithm, String base64) {
    String known = KNOWN.get(algorithm);
    ByteString value = ByteString.decodeBase64(base64);
    if (known != null && value != null && Objects.equals(LENGTHS.get(known), value.size())) {
      digests.add(new NamedDigest(field, known, value));
    }
  }
}
