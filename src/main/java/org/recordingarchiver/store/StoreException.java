package org.recordingarchiver.store;

import org.jspecify.annotations.Nullable;

/** The store could not do its part; subtypes by what the caller may do. */
public abstract sealed class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** No room: nothing more can be kept until someone makes some. */
  public static final class Full extends StoreException {
    private static final long serialVersionUID = 1L;

    public Full(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Reading, writing or syncing failed: this file must be fetched again. */
  public static final class Failed extends StoreException {
    private static final long serialVersionUID = 1L;

    public Failed(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The store is not there, or not the one the ledger knows: nothing may be written or deleted. */
  public static final class Unavailable extends StoreException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Other bytes lie under the name already. */
  public static final class Conflict extends StoreException {
    private static final long serialVersionUID = 1L;
    private final transient ArchiveKey keptAs;

    public Conflict(String message, ArchiveKey keptAs) {
      super(message, null);
      this.keptAs = keptAs;
    }

    /** Where the new bytes were put instead. */
    public ArchiveKey keptAs() {
      return keptAs;
    }
  }
}
