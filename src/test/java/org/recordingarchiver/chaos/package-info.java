/**
 * The proof of invariant 4, "kill it anywhere": real processes against the simulator and a real
 * PostgreSQL, killed at random and at each point of the write order; afterwards nothing may be
 * amiss. What a crash leaves where is told in src/docs/crash-safety.md.
 */
@NullMarked
package org.recordingarchiver.chaos;

import org.jspecify.annotations.NullMarked;
