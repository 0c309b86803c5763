/** Keeps archived bytes and reads them back. This module alone writes archive files. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.recordingarchiver.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
