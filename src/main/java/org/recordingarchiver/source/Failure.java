package org.recordingarchiver.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a call to the source had no success, by what the caller may do about it. Every message is fit
 * for operators: it holds status, a snippet of the answer and ids, never credentials or URL
 * queries.
 */
public sealed interface Failure extends FetchAnswer, DeleteAnswer {

  String message();

  /**
   * No answer, or one that the network broke off or that came too slowly: DNS, connect, TLS,
   * timeouts, too many redirects.
   */
  record Unreachable(String message) implements Failure {}

  /** 429. {@code retryAfter} is what the answer asked for, if it did. */
  record Throttled(String message, @Nullable Duration retryAfter) implements Failure {}

  /** 408, 425, 5xx, 400 with HTML or nothing, bytes encoded against our wish: passes by itself. */
  record SourceError(int status, String message, @Nullable Duration retryAfter)
      implements Failure {}

  /**
   * 401 or 403, with a fresh date and the second key tried already.
   *
   * @param status 0 if there is no connection string for the resource; nothing was sent then
   */
  record Unauthorized(int status, String message) implements Failure {}

  /** 404 or 410. (For a DELETE that is {@link DeleteAnswer.Gone}.) */
  record NotFound(int status, String message) implements Failure {}

  /**
   * Another 4xx (such as 402, 405, 409, 412, 451) or an answer that makes no sense: asking again
   * will hardly help, but costs little, and only the message can tell.
   */
  record Rejected(int status, String message) implements Failure {}

  /**
   * The URL, or the target of a redirect, is not https on an allowed host; nothing was sent there,
   * and no name looked up.
   *
   * @param redirected whether an answer pointed there: another one may not
   */
  record RefusedUrl(String message, boolean redirected) implements Failure {}

  /** The URL lies in the customer's own storage (BYOS); nothing was sent. */
  record NotOurs(String message) implements Failure {}

  /** A success without a single byte: the file is not ready yet (WIRE.md section 7). */
  record Empty(String message) implements Failure {}

  /**
   * Fewer or more bytes than announced, also after taking up the body again, or lengths and ranges
   * that contradict each other, or bytes that do not fit a digest or each other.
   */
  record Truncated(String message) implements Failure {}

  /** HTML or JSON where media was wanted. */
  record NotMedia(String message) implements Failure {}

  /** {@link RecordingSource#stop()} was called. */
  record Stopped(String message) implements Failure {}
}
