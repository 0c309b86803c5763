/** Tells what kind of media some bytes are. This module alone knows media formats. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.recordingarchiver.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
