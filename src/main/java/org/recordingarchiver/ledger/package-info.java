/**
 * What is known of every recording and chunk: events, queue, claims, holders, proofs, permits. This
 * module alone knows the SQL of the queue.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.recordingarchiver.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
