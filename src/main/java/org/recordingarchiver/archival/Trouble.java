package org.recordingarchiver.archival;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.source.Failure;
import org.recordingarchiver.store.StoreException;

/**
 * A failure of source or store in the ledger's words.
 *
 * @param retryAfter what the source asked for, if it did
 * @param lasting whether trying again can't change anything
 */
record Trouble(Cause cause, String message, @Nullable Duration retryAfter, boolean lasting) {

  Trouble(Cause cause, String message, @Nullable Duration retryAfter) {
    this(cause, message, retryAfter, false);
  }

  static Trouble lasting(Cause cause, String message) {
    return new Trouble(cause, message, null, true);
  }

  /** The same with a part of the chunk named before it. */
  Trouble of(String part) {
    return new Trouble(cause, part + message, retryAfter, lasting);
  }

  /** The same with more to say. */
  Trouble with(String more) {
    return new Trouble(cause, message + more, retryAfter, lasting);
  }

  /** {@link Failure.Stopped} is no trouble of a chunk and never comes here. */
  static Trouble of(Failure failure) {
    return switch (failure) {
      case Failure.Unreachable it -> new Trouble(Cause.UNREACHABLE, it.message(), null);
      case Failure.Throttled it -> new Trouble(Cause.THROTTLED, it.message(), it.retryAfter());
      case Failure.SourceError it -> new Trouble(Cause.SOURCE_ERROR, it.message(), it.retryAfter());
      case Failure.Unauthorized it -> new Trouble(Cause.UNAUTHORIZED, it.message(), null);
      case Failure.NotFound it -> new Trouble(Cause.NOT_FOUND, it.message(), null);
      case Failure.Rejected it -> new Trouble(Cause.SOURCE_ERROR, it.message(), null);
      case Failure.RefusedUrl it ->
          new Trouble(Cause.REFUSED_URL, it.message(), null, !it.redirected());
      case Failure.NotOurs it -> lasting(Cause.NOT_OURS, it.message());
      case Failure.Empty it -> new Trouble(Cause.EMPTY, it.message(), null);
      case Failure.Truncated it -> new Trouble(Cause.TRUNCATED, it.message(), null);
      case Failure.NotMedia it -> new Trouble(Cause.NOT_MEDIA, it.message(), null);
      case Failure.Stopped it -> throw new IllegalArgumentException(it.message());
    };
  }

  static Trouble of(StoreException failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure) {
      case StoreException.Full it -> new Trouble(Cause.STORE_FULL, message, null);
      case StoreException.Failed it -> new Trouble(Cause.STORE_FAILED, message, null);
      case StoreException.Unavailable it -> new Trouble(Cause.STORE_FAILED, message, null);
      case StoreException.Conflict it -> lasting(Cause.CONFLICT, message);
    };
  }
}
