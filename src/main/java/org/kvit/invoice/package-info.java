/// Outgoing invoices: an approved one is a receivable, and its open amount follows from the payments
/// linked to it.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "ui", "api", "job", "customer"})
package org.kvit.invoice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
