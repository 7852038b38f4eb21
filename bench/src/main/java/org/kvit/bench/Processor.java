package org.kvit.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;

/// How long the program and its database have kept a core busy. Others at work on the machine make a job take longer,
/// but hardly make it cost more.
final class Processor {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Processor() {}

    /// In nanoseconds, since each of the processes began. Of the database's those that live: connections are kept.
    /// @param programs the directory from which the database's run
    static long used(Path programs) {
        return SYSTEM.getProcessCpuTime()
                + ProcessHandle.allProcesses()
                        .map(ProcessHandle::info)
                        .filter(p -> p.command()
                                .filter(c -> c.startsWith(programs.toString()))
                                .isPresent())
                        .mapToLong(
                                p -> p.totalCpuDuration().orElse(Duration.ZERO).toNanos())
                        .sum();
    }
}
