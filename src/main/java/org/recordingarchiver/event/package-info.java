/**
 * Reads Event Grid and CloudEvents messages. This module alone knows the JSON of events and its
 * variants.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.recordingarchiver.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
