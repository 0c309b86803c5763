package org.recordingarchiver.embedded;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the embedded database lives.
 *
 * @param home the directory of everything that needs no other place; the database is in {@code
 *     postgres} below it
 */
@ConfigurationProperties("archiver")
record EmbeddedSettings(@DefaultValue("./recording-archiver-data") Path home) {}
