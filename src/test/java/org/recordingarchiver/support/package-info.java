/** What tests of every module need: a real database. */
@NullMarked
package org.recordingarchiver.support;

import org.jspecify.annotations.NullMarked;
