/// What passes between us and a customer: reminders sent, notes of what was said, promises, and what is
/// to be done
/// next.
///
/// [Correspondence] keeps it; [Promises] says which invoices a customer has promised to pay and by when,
/// and which
/// promises were broken;
/// [NextActions] is the worklist that comes of it. Whether a promise was kept follows from the payments,
/// so it is never
/// stored.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "customer", "invoice", "api", "ui"})
package org.kvit.correspondence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
