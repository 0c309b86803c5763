package org.recordingarchiver.archival;

import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Cause;

/**
 * A batch that is to be run again.
 *
 * @param batch JOB_INSTANCE_ID
 * @param cause only its chunks that failed for this, null for all that is left of it
 */
public record Rerun(long batch, @Nullable Cause cause) {}
