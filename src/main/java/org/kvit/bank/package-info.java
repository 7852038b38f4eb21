/// Bank statements: the formats that banks deliver, read as a stream, and the rule that says when two
/// entries are one.
///
/// [StatementFiles] takes a file as it came (camt.052, 053, 054, or a .zip of them) and tells a
/// [StatementSink] of its
/// statements and entries, one by one; [EntryIdentities] names each entry, so that it is booked once,
/// whatever file
/// brings
/// it. What an entry pays is `payment`'s business.
@NullMarked
@ApplicationModule(allowedDependencies = {"base"})
package org.kvit.bank;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
