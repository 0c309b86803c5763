/**
 * What happened, for people: status, and which recordings there are. This module alone knows the
 * queries that operators read.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"ledger"})
package org.recordingarchiver.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
