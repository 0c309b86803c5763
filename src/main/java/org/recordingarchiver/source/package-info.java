/**
 * Fetches from and deletes at ACS storage; what it answers becomes a sealed outcome. This module
 * alone knows OkHttp.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.recordingarchiver.source;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
