/// How fast the program is, and how that grows: each job beside an anchor that is measured in the same run.
///
/// [Bench] is where it begins; a [Scenario] does one or more jobs once, step by step; [Harness] repeats it and reads
/// its [Figure]s; [Report] says them. [Books] and [SampleStatement] make the data: the same seed, the same data.
@NullMarked
package org.kvit.bench;

import org.jspecify.annotations.NullMarked;
