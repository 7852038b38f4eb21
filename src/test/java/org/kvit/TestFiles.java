package org.kvit;

import java.nio.file.Path;

/// Where the tests of one process keep files: two processes test at once, and companies of two
/// databases have the same numbers.
public final class TestFiles {
    /// As a property's value: `kvit.fork` is set by the build, and isn't where one test is run by
    /// itself.
    public static final String DATA_PROPERTY = "kvit.data=target/test-data/${kvit.fork:alone}";

    /// The data directory of every program that a test starts in its own process.
    public static final Path DATA = Path.of("target/test-data", System.getProperty("kvit.fork", "alone"));

    private TestFiles() {}
}
