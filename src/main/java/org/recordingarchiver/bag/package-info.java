/** What the directory of an archived recording holds. This module alone knows BagIt (RFC 8493). */
@NullMarked
@ApplicationModule(allowedDependencies = {"ledger", "store"})
package org.recordingarchiver.bag;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
