package org.recordingarchiver.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Someone calls. Its {@code incomingCallContext} is a secret and never here.
 *
 * @param callerDisplayName null also if empty
 * @param onBehalfOfCallee from the data or from {@code customContext}
 */
public record IncomingCall(
    Envelope envelope,
    RawMessage raw,
    CallFacts call,
    @Nullable Identifier to,
    @Nullable Identifier from,
    @Nullable Identifier onBehalfOfCallee,
    @Nullable String callerDisplayName,
    Map<String, String> voipHeaders,
    Map<String, String> sipHeaders)
    implements CallEvent {

  public IncomingCall {
    voipHeaders = Map.copyOf(voipHeaders);
    sipHeaders = Map.copyOf(sipHeaders);
  }
}
