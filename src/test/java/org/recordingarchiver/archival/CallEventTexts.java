package org.recordingarchiver.archival;

/** Events of the call that {@link org.recordingarchiver.support.TestArchiver} announces. */
final class CallEventTexts {

  private static final String CALL_ID = "0c6c9f4e-5b0a-4a61-9d0f-3f2f5a1b7c11";

  private CallEventTexts() {}

  static String started(String resource, String id, String context) {
    return event(
        resource,
        "CallStarted",
        id,
        "2026-01-05T06:59:00Z",
        """
        "incomingCallContext":"%s","startedBy":{"communicationIdentifier":{"rawId":"8:acs:r_a"}}\
        """
            .formatted(context));
  }

  static String participantAdded(String resource, String id, String displayName) {
    return event(
        resource,
        "CallParticipantAdded",
        id,
        "2026-01-05T06:59:01Z",
        """
        "participantId":"P","displayName":"%s","user":{"communicationIdentifier":\
        {"rawId":"8:acs:r_b","communicationUser":{"id":"8:acs:r_b"}},"role":"Attendee"}\
        """
            .formatted(displayName));
  }

  /** The context is a secret that Event Grid sends along; its value must not go anywhere. */
  static String incoming(String resource, String id, String context) {
    return event(
        resource,
        "IncomingCall",
        id,
        "2026-01-05T06:58:58Z",
        """
        "from":{"rawId":"4:+15550100","phoneNumber":{"value":"+15550100"}},\
        "to":{"rawId":"8:acs:r_b"},"callerDisplayName":"Alex","incomingCallContext":"%s"\
        """
            .formatted(context));
  }

  private static String event(String resource, String type, String id, String time, String data) {
    return """
    {"id":"%s","topic":"/subscriptions/s/resourceGroups/g/providers/\
    Microsoft.Communication/CommunicationServices/%s","subject":"call/S","eventTime":"%s",\
    "eventType":"Microsoft.Communication.%s","dataVersion":"1.0","metadataVersion":"1",\
    "data":{"serverCallId":"S","correlationId":"%s",%s}}\
    """
        .formatted(type + id, resource, time, type, CALL_ID, data);
  }
}
