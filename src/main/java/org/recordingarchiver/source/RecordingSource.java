package org.recordingarchiver.source;

/**
 * ACS's storage, where chunks are fetched from and deleted.
 *
 * <p>Whatever the other side answers is an outcome, never an exception: the caller decides what it
 * means and when to try again. Safe for use by many threads at once.
 */
public interface RecordingSource {

  /**
   * Reads what calls need, such as the trusted certificates; left out, the first call does. What is
   * wrong with them is thrown here, before anything was claimed.
   */
  void prepare();

  /**
   * Streams the object at {@code url} into {@code sink}, signed with the key of {@code resource}.
   *
   * <p>A broken body is taken up again with a range from the exact byte received, a few times, and
   * more often if much came in between; {@link ByteSink#restart()} is called whenever what came so
   * far is void. What was joined in this way is asked for again around each seam, and has to be
   * equal. A body slower than the floor rate counts as broken. The sink is filled completely
   * exactly when the answer is {@link FetchAnswer.Received}. Exceptions thrown by the sink pass
   * through unchanged.
   *
   * @param resource the ACS resource as the event names it, in any letter case
   */
  FetchAnswer fetch(String resource, String url, Wanted wanted, ByteSink sink);

  /** Deletes the object at {@code url}, keeping the method over redirects. */
  DeleteAnswer delete(String resource, String url);

  /** Breaks off every call under way and answers {@link Failure.Stopped} from now on. */
  void stop();

  /** What a fetch is after; it decides which answers can't be it. */
  enum Wanted {
    /** Audio or video: HTML and JSON are refused. */
    CONTENT,
    /** The {@code acsmetadata} document: JSON. HTML is refused. */
    METADATA
  }
}
