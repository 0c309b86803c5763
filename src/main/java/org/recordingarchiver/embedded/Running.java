package org.recordingarchiver.embedded;

/** A server that answered. */
record Running(Endpoint endpoint, String version, boolean startedHere) {}
