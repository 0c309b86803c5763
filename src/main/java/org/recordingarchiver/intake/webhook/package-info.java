/**
 * The door for Event Grid: HTTP deliveries are answered 200 only after all in them is committed.
 */
@NullMarked
package org.recordingarchiver.intake.webhook;

import org.jspecify.annotations.NullMarked;
