/** Puts received events into the ledger, durably, before anyone is told that they were accepted. */
@NullMarked
@ApplicationModule(allowedDependencies = {"event", "ledger"})
package org.recordingarchiver.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
