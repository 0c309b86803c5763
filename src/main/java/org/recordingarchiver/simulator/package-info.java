/** A stand-in for ACS storage on loopback, for {@code demo} and for tests. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.recordingarchiver.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
