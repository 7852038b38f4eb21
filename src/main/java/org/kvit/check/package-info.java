/// What must always be true of the data, asked of a live database: `kvit check`.
///
/// The constraints and triggers of the migrations keep these things true; this package is the second pair
/// of eyes, which counts again from the ground. [Invariants] asks; an [Invariant] is one sentence and the
/// query that finds what breaks it; [AttachmentFiles] are what no query sees.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "database", "attachment"})
package org.kvit.check;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
