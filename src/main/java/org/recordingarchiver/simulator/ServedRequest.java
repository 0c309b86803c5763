package org.recordingarchiver.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request and what it got.
 *
 * @param path as sent, with its query
 * @param status 0 while no answer has begun
 * @param bytesSent bytes of the body handed to the connection so far
 * @param range the {@code Range} header
 * @param port which of the simulator's two ports was asked
 */
public record ServedRequest(
    Instant time,
    String method,
    String path,
    int status,
    long bytesSent,
    @Nullable String range,
    boolean signatureValid,
    int port) {}
