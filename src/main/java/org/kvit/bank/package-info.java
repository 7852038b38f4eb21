/// Bank statements: the formats that banks deliver, read as a stream, and the rule that says when two
/// entries are one.
///
/// [StatementFiles] takes a file as it came (ISO 20022 camt.052, 053, 054; MT940; ABO/GPC; CSV by a
/// [CsvMapping]; or a .zip of any of them), tells by its content which it is, and tells a
/// [StatementSink] of its statements and entries, one by one; [EntryIdentities] names each entry, so
/// that it is booked once, whatever file brings it. What an entry pays is `payment`'s business.
@NullMarked
@ApplicationModule(allowedDependencies = {"base"})
package org.kvit.bank;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
