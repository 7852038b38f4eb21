/// Search: one line that finds customers, invoices and payments, whatever of them one remembers.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "ui"})
package org.kvit.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
