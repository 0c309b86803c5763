/**
 * A storage server that plays every fault in the book, and the storms in which the real job meets
 * it. It shares no code with the simulator and none with the product, so that no misunderstanding
 * is shared either; what it knows of ACS comes from WIRE.md.
 */
@NullMarked
package org.recordingarchiver.faults;

import org.jspecify.annotations.NullMarked;
