package org.recordingarchiver.launch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.report.FoundRecording.Call;
import org.recordingarchiver.report.FoundRecording.Participant;

/** Who took part in calls, each named once however often they came and went. */
final class ParticipantNames {

  private ParticipantNames() {}

  /** For example {@code Alex Doe +14255550100, 8:acs:…}; {@code -} if nobody is known. */
  static String of(List<Call> calls) {
    Map<String, Known> byId = new LinkedHashMap<>();
    calls.stream()
        .flatMap(call -> call.participants().stream())
        .forEach(stay -> byId.merge(id(stay), Known.of(stay), Known::and));
    String names = byId.values().stream().map(Known::text).collect(Collectors.joining(", "));
    return names.isEmpty() ? "-" : names;
  }

  private static String id(Participant stay) {
    return stay.rawId() != null ? stay.rawId() : String.valueOf(stay.participantId());
  }

  private record Known(String id, @Nullable String name, @Nullable String phoneNumber) {

    static Known of(Participant stay) {
      String name = stay.displayName();
      return new Known(
          ParticipantNames.id(stay),
          name == null || name.isBlank() ? null : name,
          stay.phoneNumber());
    }

    Known and(Known other) {
      return new Known(
          id,
          name == null ? other.name : name,
          phoneNumber == null ? other.phoneNumber : phoneNumber);
    }

    String text() {
      if (name == null) {
        return phoneNumber == null ? id : phoneNumber;
      }
      return phoneNumber == null ? name : name + " " + phoneNumber;
    }
  }
}
