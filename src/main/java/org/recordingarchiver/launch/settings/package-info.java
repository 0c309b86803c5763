/** Finds every fault in the settings before anything is touched. */
@NullMarked
package org.recordingarchiver.launch.settings;

import org.jspecify.annotations.NullMarked;
