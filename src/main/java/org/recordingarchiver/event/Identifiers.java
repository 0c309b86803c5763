package org.recordingarchiver.event;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads identifiers. Events before 2022 have no {@code kind}: it is told by the object that is
 * there, else by how the rawId begins (WIRE.md 5.3).
 */
final class Identifiers {

  private static final String USER = "communicationUser";
  private static final String PHONE = "phoneNumber";
  private static final String TEAMS_USER = "microsoftTeamsUser";
  private static final String TEAMS_APP = "microsoftTeamsApp";
  private static final String EXTENSION = "teamsExtensionUser";
  private static final String UNKNOWN = "unknown";
  private static final List<String> KINDS =
      List.of(USER, PHONE, TEAMS_USER, TEAMS_APP, EXTENSION, UNKNOWN);
  private static final String PHONE_PREFIX = "4:";
  private static final int PARTS_OF_EXTENSION = 3;

  /** The longer prefixes first. */
  private static final List<Map.Entry<String, String>> PREFIXES =
      List.of(
          Map.entry(PHONE_PREFIX, PHONE),
          Map.entry("8:acs:", USER),
          Map.entry("8:dod-acs:", USER),
          Map.entry("8:gcch-acs:", USER),
          Map.entry("8:spool:", USER),
          Map.entry("8:orgid:", TEAMS_USER),
          Map.entry("8:teamsvisitor:", TEAMS_USER),
          Map.entry("8:dod:", TEAMS_USER),
          Map.entry("8:gcch:", TEAMS_USER),
          Map.entry("28:", TEAMS_APP));

  private Identifiers() {}

  /** Null if the object names nobody. */
  static @Nullable Identifier read(Fields object) {
    String rawId = rawId(object);
    return rawId == null
        ? null
        : new Identifier(kind(object, rawId), rawId, phoneNumber(object, rawId));
  }

  /** From a rawId alone, as a subject names it; null if there is none. */
  static @Nullable Identifier of(@Nullable String rawId) {
    return rawId == null || rawId.isEmpty()
        ? null
        : new Identifier(kindOf(rawId), rawId, phoneNumberOf(rawId));
  }

  private static @Nullable String rawId(Fields object) {
    String rawId = object.anyText("rawId");
    if (rawId != null && !rawId.isEmpty()) {
      return rawId;
    }
    String user = object.anyObject(USER).anyText("id");
    String phone = object.anyObject(PHONE).anyText("value");
    String teamsUser = object.anyObject(TEAMS_USER).anyText("userId");
    String teamsApp = object.anyObject(TEAMS_APP).anyText("appId");
    if (user != null) {
      return user;
    } else if (phone != null) {
      return PHONE_PREFIX + phone;
    } else if (teamsUser != null) {
      return teamsUserPrefix(object.anyObject(TEAMS_USER)) + teamsUser;
    }
    return teamsApp == null ? null : "28:" + cloud(object.anyObject(TEAMS_APP)) + teamsApp;
  }

  private static String teamsUserPrefix(Fields user) {
    boolean anonymous = Boolean.TRUE.equals(user.anyBoolean("isAnonymous"));
    return anonymous ? "8:teamsvisitor:" : "8:" + cloud(user);
  }

  private static String cloud(Fields object) {
    String cloud = object.anyText("cloud");
    String lower = cloud == null ? "" : cloud.toLowerCase(Locale.ROOT);
    return lower.equals("dod") || lower.equals("gcch") ? lower + ":" : "orgid:";
  }

  private static String kind(Fields object, String rawId) {
    String named = object.anyText("kind");
    if (named != null && !named.isEmpty()) {
      return KINDS.stream().filter(named::equalsIgnoreCase).findFirst().orElse(named);
    }
    return KINDS.stream().filter(object::has).findFirst().orElseGet(() -> kindOf(rawId));
  }

  private static String kindOf(String rawId) {
    String kind =
        PREFIXES.stream()
            .filter(prefix -> rawId.startsWith(prefix.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(UNKNOWN);
    boolean extension = kind.equals(USER) && rawId.split("_", -1).length == PARTS_OF_EXTENSION;
    return extension ? EXTENSION : kind;
  }

  private static @Nullable String phoneNumber(Fields object, String rawId) {
    String number = object.anyObject(PHONE).anyText("value");
    return number != null && number.startsWith("+") ? number : phoneNumberOf(rawId);
  }

  /** {@code 4:+15550100} or {@code 4:+15550100_asserted}, but not {@code 4:anonymous}. */
  private static @Nullable String phoneNumberOf(String rawId) {
    if (!rawId.startsWith(PHONE_PREFIX + "+")) {
      return null;
    }
    int end = rawId.indexOf('_');
    return rawId.substring(PHONE_PREFIX.length(), end < 0 ? rawId.length() : end);
  }
}
