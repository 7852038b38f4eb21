/// What every other package stands on: money, how priced lines and their VAT add up, the clock, the tenant,
/// typed ids, refusals and paging.
///
/// Small on purpose; it knows nothing of customers, orders or invoices.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.kvit.base;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
