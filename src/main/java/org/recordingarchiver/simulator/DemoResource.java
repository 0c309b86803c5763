package org.recordingarchiver.simulator;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The ACS resource of the demo and the people who use it: the same in every run. */
record DemoResource(String name) {

  /** Its immutable id, part of every user's id. */
  UUID id() {
    return stable("resource");
  }

  String topic() {
    return "/subscriptions/"
        + stable("subscription")
        + "/resourcegroups/demo"
        + "/providers/microsoft.communication/communicationservices/"
        + name;
  }

  /** One of a few agents. */
  String agent(int number) {
    return "8:acs:" + id() + "_" + stable("agent " + number);
  }

  /** One of a few callers; these numbers are reserved for fiction. */
  String caller(int number) {
    return "4:+1555010%d".formatted(number);
  }

  private UUID stable(String what) {
    return UUID.nameUUIDFromBytes((what + " of " + name).getBytes(StandardCharsets.UTF_8));
  }
}
