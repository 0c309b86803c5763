/**
 * The job {@code archiveRecordings}: starting, running, stopping and recovering it. This module
 * alone knows Spring Batch.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"ledger", "source", "media", "store", "bag"})
package org.recordingarchiver.archival;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
