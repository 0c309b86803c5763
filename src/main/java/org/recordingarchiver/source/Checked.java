package org.recordingarchiver.source;

import org.jspecify.annotations.Nullable;

/**
 * A setting that is taken as it was written and says itself what is wrong with it.
 *
 * <p>It does not throw while it is bound, because a failed conversion quotes the value it failed on
 * (keys are among them) and hides the other faults.
 */
interface Checked {

  /** What was found and what was expected, without any secret; null if all is well. */
  @Nullable String fault();
}
