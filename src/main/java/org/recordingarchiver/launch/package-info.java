/**
 * Turns commands into work and its outcome into exit codes. This module alone knows the command
 * line.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"archival", "intake", "report", "ledger", "embedded", "simulator"})
package org.recordingarchiver.launch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
