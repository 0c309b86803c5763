/**
 * Tells what kind of media some bytes are, whether they are a whole file of it, and how long it
 * plays. This module alone knows media formats.
 *
 * <p>The structure checks are our own: the libraries that read these formats (metadata-extractor,
 * mp3agic, isoparser) stop at the metadata and take a cut file for a whole one.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.recordingarchiver.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
